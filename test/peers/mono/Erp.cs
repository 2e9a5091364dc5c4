// A small ERP in memory: what the connector of Service.cs is over. Values are kept as they came over the wire.
using System;
using System.Collections.Generic;
using System.Linq;

public class Field
{
    public string Key, ListName = "", Default = "";
    public FieldTypeInfoWS Type;
    public int MaxLength;
    public FieldAccessInfoWS Access;
}

public class Row
{
    public string Key, ParentType, ParentKey;
    public long Stamp;
    public Dictionary<string, string> Values;
}

public class Table
{
    public List<Field> Fields = new List<Field>();
    public string Prefix = "", ParentType;
    public int NextKey = 1;
    public Dictionary<string, Row> Rows = new Dictionary<string, Row>();

    public Table Text(string key, int maxLength, bool mandatory = false)
    {
        return Add(new Field { Key = key, Type = FieldTypeInfoWS.Text, MaxLength = maxLength, Access = mandatory ? FieldAccessInfoWS.Mandatory : FieldAccessInfoWS.Normal });
    }
    public Table Other(string key, FieldTypeInfoWS type, string list = "")
    {
        return Add(new Field { Key = key, Type = type, ListName = list });
    }
    public Table Add(Field field) { Fields.Add(field); return this; }
}

/// What was asked for cannot be done; the code and sentence go into the answer.
public class Refused : Exception
{
    public readonly string Code;
    public Refused(string code, string message) : base(message) { Code = code; }
}

public class Erp
{
    public readonly Dictionary<string, Table> Tables = new Dictionary<string, Table>();
    public readonly Dictionary<string, Dictionary<string, string>> Lists = new Dictionary<string, Dictionary<string, string>>();
    long stamp;

    public Erp()
    {
        Tables["Customer"] = new Table { NextKey = 10000 }
            .Text("Nm", 60, true).Text("Phone", 30).Text("VatNo", 20).Text("City", 40)
            .Other("CustGr", FieldTypeInfoWS.List, "CustGr").Other("Credit", FieldTypeInfoWS.Double)
            .Other("Orders", FieldTypeInfoWS.Integer).Other("Blocked", FieldTypeInfoWS.Checkbox)
            .Other("Since", FieldTypeInfoWS.Datetime).Text("Note", 0)
            .Add(new Field { Key = "Balance", Type = FieldTypeInfoWS.Double, Access = FieldAccessInfoWS.ReadOnly });
        Tables["Person"] = new Table { Prefix = "P", ParentType = "Customer" }
            .Text("FirstName", 40).Text("LastName", 40, true).Text("Mobile", 30).Text("Email", 100);
        Tables["Project"] = new Table { Prefix = "PR" }.Text("Nm", 60, true).Text("Text", 0);
        Lists["CustGr"] = new Dictionary<string, string> {
            { "1", "US:\"Retail\";NO:\"Detaljhandel\"" }, { "2", "Engros <&>" }, { "3", "" } };
        Lists["Nothing"] = new Dictionary<string, string>();
        Lists["Control"] = new Dictionary<string, string> { { "1", "a\u0001b" } };
    }

    public Table TableOf(string actorType)
    {
        Table table;
        if (actorType == null || !Tables.TryGetValue(actorType, out table))
            throw new Refused("actorType.unknown", "This ERP has no " + (actorType ?? "(nothing)") + ".");
        return table;
    }

    public Row Create(string actorType, string parentType, string parentKey, Dictionary<string, string> values)
    {
        var table = TableOf(actorType);
        if (table.ParentType != null && (parentType != table.ParentType || !TableOf(parentType).Rows.ContainsKey(parentKey ?? "")))
            throw new Refused("parent.unknown", "A " + actorType + " belongs to a " + table.ParentType + " that exists.");
        foreach (var field in table.Fields.Where(f => f.Access == FieldAccessInfoWS.Mandatory))
            if (string.IsNullOrEmpty(Find(values, field.Key)))
                throw new Refused("fields.invalid", field.Key + " must have a value.");
        Check(table, values);
        var row = new Row { Key = table.Prefix + table.NextKey++, ParentType = parentType, ParentKey = parentKey, Stamp = ++stamp, Values = new Dictionary<string, string>(values) };
        table.Rows[row.Key] = row;
        return row;
    }

    public Row Save(string actorType, string key, Dictionary<string, string> values)
    {
        var table = TableOf(actorType);
        Row row;
        if (key == null || !table.Rows.TryGetValue(key, out row))
            throw new Refused("actor.missing", "There is no " + actorType + " " + key + ".");
        Check(table, values);
        if (values.Any(pair => (Find(row.Values, pair.Key) ?? "") != (pair.Value ?? "")))
        {
            foreach (var pair in values) row.Values[pair.Key] = pair.Value;
            row.Stamp = ++stamp;
        }
        return row;
    }

    void Check(Table table, Dictionary<string, string> values)
    {
        foreach (var pair in values)
        {
            var field = table.Fields.FirstOrDefault(f => f.Key == pair.Key);
            if (field == null) throw new Refused("fields.invalid", pair.Key + " is not a field of this actor.");
            if (field.Access == FieldAccessInfoWS.ReadOnly) throw new Refused("fields.invalid", pair.Key + " is read-only.");
            if (field.MaxLength > 0 && (pair.Value ?? "").Length > field.MaxLength) throw new Refused("fields.invalid", pair.Key + " is too long.");
            if (field.ListName != "" && !string.IsNullOrEmpty(pair.Value) && !Lists[field.ListName].ContainsKey(pair.Value))
                throw new Refused("fields.invalid", pair.Key + ": the list has no item " + pair.Value + ".");
        }
    }

    public static string Find(Dictionary<string, string> values, string key)
    {
        string found;
        return values != null && values.TryGetValue(key, out found) ? found : null;
    }
}
