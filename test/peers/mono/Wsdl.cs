// Reads a service's WSDL as tools do that make a client of it: the schemas have to compile, the contract has to be importable.
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel.Description;
using System.Xml;
using System.Xml.Schema;

public static class Wsdl
{
    public static void Run(string url)
    {
        System.Web.Services.Description.ServiceDescription description;
        using (var reader = XmlReader.Create(url)) description = System.Web.Services.Description.ServiceDescription.Read(reader);
        var problems = new List<string>();
        var schemas = new XmlSchemaSet();
        schemas.ValidationEventHandler += (sender, found) => problems.Add(found.Message);
        var metadata = new MetadataSet();
        metadata.MetadataSections.Add(MetadataSection.CreateFromServiceDescription(description));
        foreach (XmlSchema schema in description.Types.Schemas)
        {
            schemas.Add(schema);
            metadata.MetadataSections.Add(MetadataSection.CreateFromSchema(schema));
        }
        schemas.Compile();
        var importer = new WsdlImporter(metadata);
        var contracts = importer.ImportAllContracts();
        problems.AddRange(importer.Errors.Select(error => error.Message));
        Client.Print(new Dictionary<string, object> {
            { "op", "wsdl" },
            { "problems", problems.ToArray() },
            { "contracts", contracts.Select(contract => contract.Namespace + " " + contract.Name).ToArray() },
            { "operations", contracts.SelectMany(contract => contract.Operations).Select(operation => operation.Name).OrderBy(name => name).ToArray() },
            { "endpoints", importer.ImportAllEndpoints().Select(endpoint => endpoint.Address.ToString()).ToArray() },
        });
    }
}
