// A CRM's side: a WCF client of the contract, which is its own and not read from anybody's WSDL.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.ServiceModel;
using System.Text;

public static class Client
{
    const string Guid = "5d3c1d59-6a0e-4b7e-9a5f-0d7d1f6f2a11";

    public static void Run(string url)
    {
        var address = new EndpointAddress(url);
        var binding = new BasicHttpBinding { MaxReceivedMessageSize = 1 << 24 };
        var connector = new ChannelFactory<IErpConnectorWS>(binding, address).CreateChannel();
        var auth = new ChannelFactory<IIntegrationServiceConnectorAuth>(binding, address).CreateChannel();
        var config = new Dictionary<string, string> { { "Server", "srv <&>" }, { "Secret", null } };

        Say("WSGetConfigData", connector.WSGetConfigData());
        Say("WSTestConfigData", connector.WSTestConfigData(new TestConfigDataRequestWS { ConnectionGuid = Guid, ConnectionInfo = config }));
        Say("WSTestConfigData nothing", connector.WSTestConfigData(new TestConfigDataRequestWS { ConnectionGuid = Guid, ConnectionInfo = new Dictionary<string, string>() }));
        Say("WSTestConfigData null", connector.WSTestConfigData(new TestConfigDataRequestWS { ConnectionGuid = Guid }));
        Say("WSTestConnection unknown", connector.WSTestConnection(new RequestBaseWS { ConnectionGuid = Guid }));
        Say("WSSaveConnection", connector.WSSaveConnection(new SaveConnectionRequestWS { ConnectionGuid = Guid, ConnectionInfo = config }));
        Say("WSTestConnection", connector.WSTestConnection(new RequestBaseWS { ConnectionGuid = Guid }));
        // A derived request in the base's place bears i:type and members that nobody asked for.
        Say("WSTestConnection derived", connector.WSTestConnection(new GetActorsRequestWS { ConnectionGuid = Guid, ErpKeys = new[] { "x", null } }));
        Say("WSGetSupportedActorTypes", connector.WSGetSupportedActorTypes(new RequestBaseWS { ConnectionGuid = Guid }));
        Say("WSGetSupportedActorTypeFields", connector.WSGetSupportedActorTypeFields(new GetSupportedActorTypeFieldsRequestWS { ConnectionGuid = Guid, ActorType = "Customer" }));
        Say("WSGetSearchableFields", connector.WSGetSearchableFields(new GetSearchableFieldsRequestWS { ConnectionGuid = Guid, ActorType = "Person" }));
        Read(connector);
        Write(connector);
        Say("WSGetList", connector.WSGetList(new GetListRequestWS { ConnectionGuid = Guid, ListName = "CustGr" }));
        Say("WSGetList nothing", connector.WSGetList(new GetListRequestWS { ConnectionGuid = Guid, ListName = "Nothing" }));
        Say("WSGetList unknown", connector.WSGetList(new GetListRequestWS { ConnectionGuid = Guid, ListName = "NoSuch" }));
        Say("WSGetListItems", connector.WSGetListItems(new GetListItemsRequestWS { ConnectionGuid = Guid, ListName = "CustGr", ListItemKeys = new[] { "2", "9" } }));
        Say("Authenticate", auth.Authenticate(new AuthenticationRequest { SignedToken = "token <&>" }));
        Say("WSDeleteConnection", connector.WSDeleteConnection(new RequestBaseWS { ConnectionGuid = Guid }));
        Say("WSTestConnection deleted", connector.WSTestConnection(new RequestBaseWS { ConnectionGuid = Guid }));
    }

    static void Read(IErpConnectorWS connector)
    {
        var fields = new[] { "Nm", "Phone", "City", "Credit", "Note", "NoSuch" };
        Say("WSGetActors", connector.WSGetActors(new GetActorsRequestWS { ConnectionGuid = Guid, ActorType = "Customer", ErpKeys = new[] { "10000", "nobody", "10001" }, FieldKeys = fields }));
        Say("WSGetActors without fields", connector.WSGetActors(new GetActorsRequestWS { ConnectionGuid = Guid, ActorType = "Customer", ErpKeys = new[] { "10000" }, FieldKeys = new string[0] }));
        Say("WSGetActors of nobody", connector.WSGetActors(new GetActorsRequestWS { ConnectionGuid = Guid, ActorType = "Customer", ErpKeys = new string[0], FieldKeys = null }));
        Say("WSGetActors of no type", connector.WSGetActors(new GetActorsRequestWS { ConnectionGuid = Guid, ErpKeys = new[] { "10000" } }));
        Say("WSSearchActors", connector.WSSearchActors(new SearchActorsRequestWS { ConnectionGuid = Guid, ActorType = "Customer", FieldKeys = new[] { "Nm" }, SearchText = "tom" }));
        Say("WSSearchActorByParent", connector.WSSearchActorByParent(new SearchActorByParentRequestWS { ConnectionGuid = Guid, ActorType = "Person", FieldKeys = new[] { "LastName" }, SearchText = "", ParentActorType = "Customer", ParentActorErpKey = "10000" }));
        Say("WSSearchActorsAdvanced", connector.WSSearchActorsAdvanced(new SearchActorsAdvancedRequestWS { ConnectionGuid = Guid, ActorType = "Customer", FieldKeys = new[] { "VatNo" }, Restrictions = new[] { new SearchRestrictionInfoWS { FieldKey = "VatNo", Operator = "=", Values = new[] { "no 1" } }, new SearchRestrictionInfoWS { FieldKey = "Nm", Operator = "contains", Values = new[] { "<as>" } } } }));
        Say("WSSearchActorsAdvanced refused", connector.WSSearchActorsAdvanced(new SearchActorsAdvancedRequestWS { ConnectionGuid = Guid, ActorType = "Customer", FieldKeys = new string[0], Restrictions = new[] { new SearchRestrictionInfoWS { FieldKey = "VatNo", Operator = "resembles", Values = new[] { "1" } } } }));
    }

    static void Write(IErpConnectorWS connector)
    {
        var actor = new ErpActorWS { ActorType = "Customer", FieldValues = new Dictionary<string, string> { { "Nm", "Nytt <&>]]> 😀" }, { "Note", Sample.Awkward }, { "Phone", "" }, { "City", null } } };
        var created = connector.WSCreateActor(new CreateActorRequestWS { ConnectionGuid = Guid, Actor = actor });
        Say("WSCreateActor", created);
        Say("WSCreateActor refused", connector.WSCreateActor(new CreateActorRequestWS { ConnectionGuid = Guid, Actor = new ErpActorWS { ActorType = "Person", FieldValues = new Dictionary<string, string> { { "LastName", "Alene" } } } }));
        Say("WSCreateActor of nothing", connector.WSCreateActor(new CreateActorRequestWS { ConnectionGuid = Guid }));
        var control = new ErpActorWS { ActorType = "Customer", FieldValues = new Dictionary<string, string> { { "Nm", "a\u0001b" } } };
        try { Say("WSCreateActor control", connector.WSCreateActor(new CreateActorRequestWS { ConnectionGuid = Guid, Actor = control })); }
        catch (FaultException fault) { Print(new Dictionary<string, object> { { "op", "WSCreateActor control" }, { "fault", fault.Message } }); }
        Say("WSSaveActors", connector.WSSaveActors(new SaveActorsRequestWS { ConnectionGuid = Guid, Actors = new[] { new ErpActorWS { ActorType = "Customer", ErpKey = created.Actor.ErpKey, FieldValues = new Dictionary<string, string> { { "City", "Bodø" }, { "Phone", "1" } } } } }));
        Say("WSGetActorsByTimestamp", connector.WSGetActorsByTimestamp(new GetActorsByTimestampRequestWS { ConnectionGuid = Guid, ActorType = "Customer", FieldKeys = new[] { "Nm", "City" }, UpdatedOnOrAfter = created.Actor.LastModified }));
    }

    static void Say(string op, object answer)
    {
        var said = Plain(answer) as IDictionary;
        var line = new Dictionary<string, object> { { "op", op } };
        if (said == null) line["nothing"] = true;
        else foreach (DictionaryEntry member in said) line[(string)member.Key] = member.Value;
        Print(line);
    }
    public static void Print(object line) { var text = new StringBuilder(); Json(text, line); Console.WriteLine(text); }

    // Public fields as members; dictionaries as pairs, so that their order is seen.
    static object Plain(object value)
    {
        if (value == null || value is string || value is bool || value is int) return value;
        if (value is Enum) return value.ToString();
        var pairs = value as Dictionary<string, string>;
        if (pairs != null) return pairs.Select(pair => new object[] { pair.Key, pair.Value }).ToArray();
        var array = value as Array;
        if (array != null) return array.Cast<object>().Select(Plain).ToArray();
        return value.GetType().GetFields().ToDictionary(field => field.Name, field => Plain(field.GetValue(value)));
    }

    static void Json(StringBuilder text, object value)
    {
        var members = value as IDictionary;
        var items = value as Array;
        if (value == null) text.Append("null");
        else if (value is bool) text.Append((bool)value ? "true" : "false");
        else if (value is int) text.Append(((int)value).ToString(CultureInfo.InvariantCulture));
        else if (members != null)
        {
            text.Append('{');
            var first = true;
            foreach (DictionaryEntry member in members)
            {
                if (!first) text.Append(',');
                first = false;
                Json(text, member.Key);
                text.Append(':');
                Json(text, member.Value);
            }
            text.Append('}');
        }
        else if (items != null)
        {
            text.Append('[');
            for (var at = 0; at < items.Length; at++) { if (at > 0) text.Append(','); Json(text, items.GetValue(at)); }
            text.Append(']');
        }
        else
        {
            text.Append('"');
            foreach (var character in (string)value)
                if (character == '"' || character == '\\' || character < ' ' || character > '~') text.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)character);
                else text.Append(character);
            text.Append('"');
        }
    }
}
