"""A CRM's side over zeep: client.py URL, where URL serves the WSDL. A line of JSON for every call."""

import json
import sys

import zeep
from zeep.exceptions import Fault

GUID = "5d3c1d59-6a0e-4b7e-9a5f-0d7d1f6f2a13"
AWKWARD = " lead\ttab\nLF\r\nCRLF\rCR <&>]]> \"q\" 'a' æøå ÆØÅ € 😀 trail "
CUSTOMER = {"ActorType": "Customer"}

client = zeep.Client(sys.argv[1])


def pairs(values):
    return {"KeyValueOfstringstring": [{"Key": key, "Value": value} for key, value in values.items()]}


def texts(*items):
    return {"string": list(items)}


def plain(value):
    """Arrays and dictionaries come as objects with one member that is a list."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if list(value) == ["KeyValueOfstringstring"]:
        return [[pair["Key"], pair["Value"]] for pair in value["KeyValueOfstringstring"]]
    only = next(iter(value.values())) if len(value) == 1 else None
    return plain(only) if isinstance(only, list) else {key: plain(member) for key, member in value.items()}


def said(op, line):
    print(json.dumps({"op": op, **line}))


def call(op, **request):
    """Calls the operation that `op` begins with."""
    operation = op.split(" ")[0]
    guid = {} if operation == "Authenticate" else {"ConnectionGuid": GUID}
    given = {} if operation == "WSGetConfigData" else {"request": {**guid, **request}}
    result = client.service[operation](**given)
    said(op, plain(zeep.helpers.serialize_object(result, dict)))
    return result


def restriction(field, operator, value):
    return {"FieldKey": field, "Operator": operator, "Values": texts(value)}


def configure():
    config = pairs({"Server": "srv <&>", "Secret": None})
    call("WSGetConfigData")
    call("WSTestConfigData", ConnectionInfo=config)
    call("WSTestConfigData nothing", ConnectionInfo=pairs({}))
    call("WSTestConfigData null", ConnectionInfo=zeep.xsd.Nil)
    call("WSTestConnection unknown")
    call("WSSaveConnection", ConnectionInfo=config)
    call("WSTestConnection")
    call("WSGetSupportedActorTypes")
    call("WSGetSupportedActorTypeFields", ActorType="Customer")
    call("WSGetSearchableFields", ActorType="Person")


def read():
    fields = texts("Nm", "Phone", "City", "Credit", "Note", "NoSuch")
    call("WSGetActors", **CUSTOMER, ErpKeys=texts("10000", "nobody", "10001"), FieldKeys=fields)
    call("WSGetActors without fields", **CUSTOMER, ErpKeys=texts("10000"), FieldKeys=texts())
    call("WSGetActors of nobody", **CUSTOMER, ErpKeys=texts(), FieldKeys=zeep.xsd.Nil)
    call("WSGetActors of no type", ErpKeys=texts("10000"))
    call("WSSearchActors", **CUSTOMER, FieldKeys=texts("Nm"), SearchText="tom")
    parent = {"ParentActorType": "Customer", "ParentActorErpKey": "10000"}
    call("WSSearchActorByParent", ActorType="Person", FieldKeys=texts("LastName"), SearchText="", **parent)
    both = [restriction("VatNo", "=", "no 1"), restriction("Nm", "contains", "<as>")]
    call("WSSearchActorsAdvanced", **CUSTOMER, FieldKeys=texts("VatNo"), Restrictions={"SearchRestrictionInfoWS": both})
    none = [restriction("VatNo", "resembles", "1")]
    call("WSSearchActorsAdvanced refused", **CUSTOMER, FieldKeys=texts(), Restrictions={"SearchRestrictionInfoWS": none})


def write():
    values = pairs({"Nm": "Nytt <&>]]> 😀", "Note": AWKWARD, "Phone": "", "City": None})
    created = call("WSCreateActor", Actor={**CUSTOMER, "FieldValues": values}).Actor
    call("WSCreateActor refused", Actor={"ActorType": "Person", "FieldValues": pairs({"LastName": "Alene"})})
    call("WSCreateActor of nothing", Actor=zeep.xsd.Nil)
    try:
        call("WSCreateActor control", Actor={**CUSTOMER, "FieldValues": pairs({"Nm": "a\x01b"})})
    except (Fault, ValueError) as refused:
        said("WSCreateActor control", {"fault": str(refused)})
    change = {**CUSTOMER, "ErpKey": created.ErpKey, "FieldValues": pairs({"City": "Bodø", "Phone": "1"})}
    call("WSSaveActors", Actors={"ErpActorWS": [change]})
    call("WSGetActorsByTimestamp", **CUSTOMER, FieldKeys=texts("Nm", "City"), UpdatedOnOrAfter=created.LastModified)


configure()
read()
write()
call("WSGetList", ListName="CustGr")
call("WSGetList nothing", ListName="Nothing")
call("WSGetList unknown", ListName="NoSuch")
call("WSGetListItems", ListName="CustGr", ListItemKeys=texts("2", "9"))
call("Authenticate", SignedToken="token <&>")
call("WSDeleteConnection")
call("WSTestConnection deleted")
