// erp.exe host: serves the connector on a free port of the loopback interface until standard input ends. A line
// `delete TYPE KEY` there takes a record away, which the protocol cannot.
// erp.exe wsdl URL: reads a WSDL and prints what it describes.
// erp.exe client URL: calls every operation of a connector and prints what it understood, a line of JSON each.
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.ServiceModel;
using System.ServiceModel.Description;

public static class Program
{
    public static void Main(string[] args)
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        if (args[0] == "client") Client.Run(args[1]);
        else if (args[0] == "wsdl") Wsdl.Run(args[1]);
        else Serve();
    }

    static void Serve()
    {
        var erp = new Erp();
        Sample.Fill(erp);
        var url = "http://127.0.0.1:" + FreePort() + "/ErpConnectorWS.svc";
        var host = new ServiceHost(new ConnectorService(erp), new Uri(url));
        // Two contracts on one address need one binding object in Mono.
        var binding = new BasicHttpBinding();
        host.AddServiceEndpoint(typeof(IErpConnectorWS), binding, "");
        host.AddServiceEndpoint(typeof(IIntegrationServiceConnectorAuth), binding, "");
        host.Description.Behaviors.Add(new ServiceMetadataBehavior { HttpGetEnabled = true });
        host.Open();
        Console.WriteLine("READY " + url);
        for (var line = Console.ReadLine(); line != null; line = Console.ReadLine())
        {
            var words = line.Split(' ');
            if (words[0] == "delete" && erp.TableOf(words[1]).Rows.Remove(words[2])) Console.WriteLine("DELETED " + words[2]);
        }
        Environment.Exit(0);
    }

    static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}

public static class Sample
{
    public const string Awkward = " lead\ttab\nLF\r\nCRLF\rCR <&>]]> \"q\" 'a' æøå ÆØÅ € 😀 trail ";

    public static void Fill(Erp erp)
    {
        erp.Create("Customer", null, null, new Dictionary<string, string> {
            { "Nm", "Ærlig & Sønn <AS> ]]> 😀" }, { "Phone", "" }, { "VatNo", "NO 1" }, { "City", "Tromsø" }, { "CustGr", "1" },
            { "Credit", "[F:12345.6789]" }, { "Orders", "[I:12]" }, { "Blocked", "[I:0]" }, { "Since", "[DT:12/31/2013 23:59:59.0000000]" }, { "Note", Awkward } });
        // A null is not the same as nothing written: it was not observed.
        erp.Create("Customer", null, null, new Dictionary<string, string> { { "Nm", "Tom" }, { "Phone", "" }, { "City", null } });
        erp.Create("Person", "Customer", "10000", new Dictionary<string, string> { { "FirstName", "Åse" }, { "LastName", "Ødegård" } });
        erp.Create("Project", null, null, new Dictionary<string, string> { { "Nm", "Bygg" } });
    }
}
