// The connector over Erp.cs, as WCF calls it: every failure but one becomes an answer that says so.
using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;

[ServiceBehavior(InstanceContextMode = InstanceContextMode.Single, ConcurrencyMode = ConcurrencyMode.Single, Namespace = Names.Service)]
public class ConnectorService : IErpConnectorWS, IIntegrationServiceConnectorAuth
{
    readonly Erp erp;
    readonly HashSet<string> saved = new HashSet<string>();

    public ConnectorService(Erp erp) { this.erp = erp; }

    T Answer<T>(Action<T> fill, RequestBaseWS request = null, bool known = true) where T : ConnectorResultBaseWS, new()
    {
        var answer = new T { ErrorCode = "", TechExplanation = "", UserExplanation = "", IsOk = true };
        try
        {
            if (known && (request == null || !saved.Contains(request.ConnectionGuid ?? "")))
                throw new Refused("UNKNOWN_CONNECTION_ID", "This connection is not known.");
            fill(answer);
            return answer;
        }
        catch (Refused refused)
        {
            return new T { ErrorCode = refused.Code, UserExplanation = refused.Message, IsOk = false, State = ResponseStateWS.Error };
        }
    }

    public FieldMetadataInfoArrayPluginResponseWS WSGetConfigData()
    {
        return Answer<FieldMetadataInfoArrayPluginResponseWS>(a => a.FieldMetaDataObjects = new[] {
            new FieldMetadataInfoWS { FieldKey = "Server", FieldType = FieldTypeInfoWS.Text, Access = FieldAccessInfoWS.Mandatory, DisplayName = "US:\"Server\";NO:\"Tjener\"", DefaultValue = "", ListName = "", MaxLength = 100 },
            new FieldMetadataInfoWS { FieldKey = "Secret", FieldType = FieldTypeInfoWS.Password, DisplayName = "Secret <&>", Rank = 1 },
        }, null, false);
    }

    static void CheckConfig(Dictionary<string, string> config)
    {
        if (string.IsNullOrEmpty(Erp.Find(config, "Server"))) throw new Refused("config.server", "Server is missing.");
    }
    public ConnectorResultBaseWS WSTestConfigData(TestConfigDataRequestWS request)
    {
        return Answer<ConnectorResultBaseWS>(a => CheckConfig(request.ConnectionInfo), request, false);
    }
    public ConnectorResultBaseWS WSSaveConnection(SaveConnectionRequestWS request)
    {
        return Answer<ConnectorResultBaseWS>(a => { CheckConfig(request.ConnectionInfo); saved.Add(request.ConnectionGuid); }, request, false);
    }
    // A derived object in the base's place: on the wire it bears i:type.
    public ConnectorResultBaseWS WSTestConnection(RequestBaseWS request)
    {
        return Answer<StringArrayPluginResponseWS>(a => a.Items = new[] { "of no use", null }, request);
    }
    public ConnectorResultBaseWS WSDeleteConnection(RequestBaseWS request)
    {
        return Answer<ConnectorResultBaseWS>(a => saved.Remove(request.ConnectionGuid), request, false);
    }

    public StringArrayPluginResponseWS WSGetSupportedActorTypes(RequestBaseWS request)
    {
        return Answer<StringArrayPluginResponseWS>(a => a.Items = erp.Tables.Keys.ToArray(), request);
    }
    public FieldMetadataInfoArrayPluginResponseWS WSGetSupportedActorTypeFields(GetSupportedActorTypeFieldsRequestWS request)
    {
        return Answer<FieldMetadataInfoArrayPluginResponseWS>(a => a.FieldMetaDataObjects = erp.TableOf(request.ActorType).Fields.Select((field, rank) => new FieldMetadataInfoWS {
            FieldKey = field.Key, FieldType = field.Type, ListName = field.ListName, MaxLength = field.MaxLength, Access = field.Access,
            DisplayName = field.Key, DefaultValue = field.Default, Rank = rank,
        }).ToArray(), request);
    }
    public StringArrayPluginResponseWS WSGetSearchableFields(GetSearchableFieldsRequestWS request)
    {
        return Answer<StringArrayPluginResponseWS>(a => a.Items = erp.TableOf(request.ActorType).Fields.Where(f => f.Type == FieldTypeInfoWS.Text).Select(f => f.Key).ToArray(), request);
    }

    ErpActorWS Shown(string actorType, Row row, string[] fieldKeys)
    {
        if (row == null) return null;
        var fields = erp.TableOf(actorType).Fields.Select(f => f.Key);
        return new ErpActorWS {
            ActorType = actorType, ErpKey = row.Key, LastModified = row.Stamp.ToString(), ParentActorType = row.ParentType, ParentErpKey = row.ParentKey,
            FieldValues = fields.Where(key => fieldKeys == null || fieldKeys.Contains(key)).ToDictionary(key => key, key => row.Values.ContainsKey(key) ? row.Values[key] : ""),
        };
    }
    ActorArrayPluginResponseWS Found(RequestBaseWS request, string actorType, string[] fieldKeys, Func<Row, bool> wanted)
    {
        return Answer<ActorArrayPluginResponseWS>(a => a.Actors = erp.TableOf(actorType).Rows.Values.Where(wanted).OrderBy(row => row.Stamp)
            .Select(row => Shown(actorType, row, fieldKeys ?? new string[0])).ToArray(), request);
    }

    // A null stands where a key is not known.
    public ActorArrayPluginResponseWS WSGetActors(GetActorsRequestWS request)
    {
        return Answer<ActorArrayPluginResponseWS>(a => {
            var rows = erp.TableOf(request.ActorType).Rows;
            a.Actors = request.ErpKeys.Select(key => rows.ContainsKey(key) ? Shown(request.ActorType, rows[key], request.FieldKeys ?? new string[0]) : null).ToArray();
        }, request);
    }
    public ActorArrayPluginResponseWS WSGetActorsByTimestamp(GetActorsByTimestampRequestWS request)
    {
        long from = string.IsNullOrEmpty(request.UpdatedOnOrAfter) ? 0 : long.Parse(request.UpdatedOnOrAfter);
        return Found(request, request.ActorType, request.FieldKeys, row => row.Stamp >= from);
    }
    static Func<Row, bool> Holds(string text)
    {
        var wanted = (text ?? "").Trim();
        return row => wanted == "" || row.Values.Values.Any(value => value != null && value.IndexOf(wanted, StringComparison.OrdinalIgnoreCase) >= 0);
    }
    public ActorArrayPluginResponseWS WSSearchActors(SearchActorsRequestWS request)
    {
        return Found(request, request.ActorType, request.FieldKeys, Holds(request.SearchText));
    }
    public ActorArrayPluginResponseWS WSSearchActorByParent(SearchActorByParentRequestWS request)
    {
        var holds = Holds(request.SearchText);
        return Found(request, request.ActorType, request.FieldKeys, row => row.ParentType == request.ParentActorType && row.ParentKey == request.ParentActorErpKey && holds(row));
    }
    public ActorArrayPluginResponseWS WSSearchActorsAdvanced(SearchActorsAdvancedRequestWS request)
    {
        var unknown = request.Restrictions.FirstOrDefault(r => Restrictions.Find(r.Operator) == null);
        if (unknown != null)
            return Answer<ActorArrayPluginResponseWS>(a => { throw new Refused("search.operator", unknown.Operator + " is no operator here."); }, request);
        return Found(request, request.ActorType, request.FieldKeys, row => request.Restrictions.All(r => Restrictions.Meets(row, r)));
    }

    public ActorPluginResponseWS WSCreateActor(CreateActorRequestWS request)
    {
        return Answer<ActorPluginResponseWS>(a => {
            var given = request.Actor;
            a.Actor = Shown(given.ActorType, erp.Create(given.ActorType, given.ParentActorType, given.ParentErpKey, given.FieldValues), null);
        }, request);
    }
    public ActorArrayPluginResponseWS WSSaveActors(SaveActorsRequestWS request)
    {
        return Answer<ActorArrayPluginResponseWS>(a => a.Actors = request.Actors.Select(actor => Shown(actor.ActorType, erp.Save(actor.ActorType, actor.ErpKey, actor.FieldValues), null)).ToArray(), request);
    }

    Dictionary<string, string> ListOf(string name)
    {
        if (name == "Broken") throw new InvalidOperationException("The ERP fell over <&>.");
        Dictionary<string, string> list;
        if (name == null || !erp.Lists.TryGetValue(name, out list)) throw new Refused("list.unknown", "There is no list " + name + ".");
        return list;
    }
    public ListItemArrayPluginResponseWS WSGetList(GetListRequestWS request)
    {
        return Answer<ListItemArrayPluginResponseWS>(a => a.ListItems = ListOf(request.ListName), request);
    }
    public ListItemArrayPluginResponseWS WSGetListItems(GetListItemsRequestWS request)
    {
        return Answer<ListItemArrayPluginResponseWS>(a => a.ListItems = ListOf(request.ListName).Where(item => request.ListItemKeys.Contains(item.Key)).ToDictionary(item => item.Key, item => item.Value), request);
    }

    public AuthenticationResponse Authenticate(AuthenticationRequest request)
    {
        return string.IsNullOrEmpty(request.SignedToken)
            ? new AuthenticationResponse { Succeeded = false, Reason = "There is no token." }
            : new AuthenticationResponse { Succeeded = true, Reason = "", SignedApplicationToken = "answer to " + request.SignedToken };
    }
}

public static class Restrictions
{
    public static Func<string, string[], bool> Find(string name)
    {
        const StringComparison fold = StringComparison.OrdinalIgnoreCase;
        switch (name)
        {
            case "=": return (text, values) => text.Equals(values[0], fold);
            case "isnot": return (text, values) => !text.Equals(values[0], fold);
            case "begins": return (text, values) => text.StartsWith(values[0], fold);
            case "contains": return (text, values) => text.IndexOf(values[0], fold) >= 0;
            case "ends": return (text, values) => text.EndsWith(values[0], fold);
            case "oneof": return (text, values) => values.Contains(text);
            case "notoneof": return (text, values) => !values.Contains(text);
            default: return null;
        }
    }
    public static bool Meets(Row row, SearchRestrictionInfoWS restriction)
    {
        var text = restriction.FieldKey == "ParentErpKey" ? row.ParentKey : restriction.FieldKey == "ParentActorType" ? row.ParentType : Erp.Find(row.Values, restriction.FieldKey);
        return Find(restriction.Operator)(text ?? "", restriction.Values);
    }
}
