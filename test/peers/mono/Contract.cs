// The contract as a WCF connector declares it. Namespaces are constants of the generated class Names, because attributes take
// nothing else; so one source serves every profile.
using System.Collections.Generic;
using System.Runtime.Serialization;
using System.ServiceModel;

[DataContract(Namespace = Names.Data)]
public enum ResponseStateWS { [EnumMember] Ok, [EnumMember] OkWithInfo, [EnumMember] Warning, [EnumMember] Error }

[DataContract(Namespace = Names.Data)]
public enum FieldAccessInfoWS { [EnumMember] Normal, [EnumMember] Mandatory, [EnumMember] ReadOnly }

[DataContract(Namespace = Names.Data)]
public enum FieldTypeInfoWS
{
    [EnumMember] Checkbox, [EnumMember] Text, [EnumMember] Password, [EnumMember] Integer,
    [EnumMember] Double, [EnumMember] List, [EnumMember] Datetime, [EnumMember] Label
}

[DataContract(Namespace = Names.Data)]
public class ErpActorWS
{
    [DataMember] public string ActorType;
    [DataMember] public string ErpKey;
    [DataMember] public Dictionary<string, string> FieldValues;
    [DataMember] public string LastModified;
    [DataMember] public string ParentActorType;
    [DataMember] public string ParentErpKey;
}

[DataContract(Namespace = Names.Data)]
public class FieldMetadataInfoWS
{
    [DataMember] public FieldAccessInfoWS Access;
    [DataMember] public string DefaultValue;
    [DataMember] public string DisplayDescription;
    [DataMember] public string DisplayName;
    [DataMember] public string FieldKey;
    [DataMember] public FieldTypeInfoWS FieldType;
    [DataMember] public string ListName;
    [DataMember] public int MaxLength;
    [DataMember] public int Rank;
}

[DataContract(Namespace = Names.Data)]
public class SearchRestrictionInfoWS
{
    [DataMember] public string FieldKey;
    [DataMember] public string Operator;
    [DataMember] public string[] Values;
}

[DataContract(Namespace = Names.Data)]
[KnownType(typeof(GetActorsRequestWS))]
public class RequestBaseWS { [DataMember] public string ConnectionGuid; }

[DataContract(Namespace = Names.Data)]
public class TestConfigDataRequestWS : RequestBaseWS { [DataMember] public Dictionary<string, string> ConnectionInfo; }

[DataContract(Namespace = Names.Data)]
public class SaveConnectionRequestWS : RequestBaseWS { [DataMember] public Dictionary<string, string> ConnectionInfo; }

[DataContract(Namespace = Names.Data)]
public class GetSupportedActorTypeFieldsRequestWS : RequestBaseWS { [DataMember] public string ActorType; }

[DataContract(Namespace = Names.Data)]
public class GetSearchableFieldsRequestWS : RequestBaseWS { [DataMember] public string ActorType; }

[DataContract(Namespace = Names.Data)]
public class GetActorsRequestWS : RequestBaseWS
{
    [DataMember] public string ActorType;
    [DataMember] public string[] ErpKeys;
    [DataMember] public string[] FieldKeys;
}

[DataContract(Namespace = Names.Data)]
public class GetActorsByTimestampRequestWS : RequestBaseWS
{
    [DataMember] public string ActorType;
    [DataMember] public string[] FieldKeys;
    [DataMember] public string UpdatedOnOrAfter;
}

[DataContract(Namespace = Names.Data)]
public class SearchActorsRequestWS : RequestBaseWS
{
    [DataMember] public string ActorType;
    [DataMember] public string[] FieldKeys;
    [DataMember] public string SearchText;
}

[DataContract(Namespace = Names.Data)]
public class SearchActorByParentRequestWS : RequestBaseWS
{
    [DataMember] public string ActorType;
    [DataMember] public string[] FieldKeys;
    [DataMember] public string ParentActorErpKey;
    [DataMember] public string ParentActorType;
    [DataMember] public string SearchText;
}

[DataContract(Namespace = Names.Data)]
public class SearchActorsAdvancedRequestWS : RequestBaseWS
{
    [DataMember] public string ActorType;
    [DataMember] public string[] FieldKeys;
    [DataMember] public SearchRestrictionInfoWS[] Restrictions;
}

[DataContract(Namespace = Names.Data)]
public class CreateActorRequestWS : RequestBaseWS { [DataMember] public ErpActorWS Actor; }

[DataContract(Namespace = Names.Data)]
public class SaveActorsRequestWS : RequestBaseWS { [DataMember] public ErpActorWS[] Actors; }

[DataContract(Namespace = Names.Data)]
public class GetListRequestWS : RequestBaseWS { [DataMember] public string ListName; }

[DataContract(Namespace = Names.Data)]
public class GetListItemsRequestWS : RequestBaseWS
{
    [DataMember] public string[] ListItemKeys;
    [DataMember] public string ListName;
}

[DataContract(Namespace = Names.Data)]
[KnownType(typeof(StringArrayPluginResponseWS))]
public class ConnectorResultBaseWS
{
    [DataMember] public string ErrorCode;
    [DataMember] public bool IsOk;
    [DataMember] public ResponseStateWS State;
    [DataMember] public string TechExplanation;
    [DataMember] public string UserExplanation;
}

[DataContract(Namespace = Names.Data)]
public class FieldMetadataInfoArrayPluginResponseWS : ConnectorResultBaseWS { [DataMember] public FieldMetadataInfoWS[] FieldMetaDataObjects; }

[DataContract(Namespace = Names.Data)]
public class StringArrayPluginResponseWS : ConnectorResultBaseWS { [DataMember] public string[] Items; }

[DataContract(Namespace = Names.Data)]
public class ActorArrayPluginResponseWS : ConnectorResultBaseWS { [DataMember] public ErpActorWS[] Actors; }

[DataContract(Namespace = Names.Data)]
public class ActorPluginResponseWS : ConnectorResultBaseWS { [DataMember] public ErpActorWS Actor; }

[DataContract(Namespace = Names.Data)]
public class ListItemArrayPluginResponseWS : ConnectorResultBaseWS { [DataMember] public Dictionary<string, string> ListItems; }

[DataContract(Namespace = Names.Auth)]
public class AuthenticationRequest { [DataMember] public string SignedToken; }

[DataContract(Namespace = Names.Auth)]
public class AuthenticationResponse
{
    [DataMember] public string Reason;
    [DataMember] public string SignedApplicationToken;
    [DataMember] public bool Succeeded;
}

[ServiceContract(Namespace = Names.Service)]
public interface IErpConnectorWS
{
    [OperationContract] FieldMetadataInfoArrayPluginResponseWS WSGetConfigData();
    [OperationContract] ConnectorResultBaseWS WSTestConfigData(TestConfigDataRequestWS request);
    [OperationContract] ConnectorResultBaseWS WSSaveConnection(SaveConnectionRequestWS request);
    [OperationContract] ConnectorResultBaseWS WSTestConnection(RequestBaseWS request);
    [OperationContract] ConnectorResultBaseWS WSDeleteConnection(RequestBaseWS request);
    [OperationContract] StringArrayPluginResponseWS WSGetSupportedActorTypes(RequestBaseWS request);
    [OperationContract] FieldMetadataInfoArrayPluginResponseWS WSGetSupportedActorTypeFields(GetSupportedActorTypeFieldsRequestWS request);
    [OperationContract] ActorArrayPluginResponseWS WSGetActors(GetActorsRequestWS request);
    [OperationContract] StringArrayPluginResponseWS WSGetSearchableFields(GetSearchableFieldsRequestWS request);
    [OperationContract] ActorArrayPluginResponseWS WSSearchActorsAdvanced(SearchActorsAdvancedRequestWS request);
    [OperationContract] ActorArrayPluginResponseWS WSSearchActors(SearchActorsRequestWS request);
    [OperationContract] ActorArrayPluginResponseWS WSSearchActorByParent(SearchActorByParentRequestWS request);
    [OperationContract] ActorPluginResponseWS WSCreateActor(CreateActorRequestWS request);
    [OperationContract] ActorArrayPluginResponseWS WSSaveActors(SaveActorsRequestWS request);
    [OperationContract] ListItemArrayPluginResponseWS WSGetList(GetListRequestWS request);
    [OperationContract] ListItemArrayPluginResponseWS WSGetListItems(GetListItemsRequestWS request);
    [OperationContract] ActorArrayPluginResponseWS WSGetActorsByTimestamp(GetActorsByTimestampRequestWS request);
}

[ServiceContract(Namespace = Names.Service)]
public interface IIntegrationServiceConnectorAuth
{
    [OperationContract] AuthenticationResponse Authenticate(AuthenticationRequest request);
}
