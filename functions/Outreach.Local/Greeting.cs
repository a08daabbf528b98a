using System.Globalization;

namespace Outreach.Local;

/// <summary>The text that is printed once the host answers.</summary>
internal static class Greeting
{
    public static string Of(LocalArguments arguments, LocalStorage storage, TimeSpan took)
    {
        var home = arguments.Address.ToString().TrimEnd('/');
        var data = storage.ConnectionString is null ? "in the storage account of your settings" : $"in {arguments.DataFolder}";
        return string.Create(CultureInfo.InvariantCulture, $"""

            Outreach is ready ({took.TotalSeconds:0.0} s).

              Console     {home}/console       the coordinator's pages; sign in with one press
              Simulator   {home}/simulator     phones of the demo people; dial *384*7071#
              API         {home}/api/v1        Authorization: Bearer local-coordinator
              Health      {home}/healthz

            Data is {data}. Ctrl-C stops; the next start goes on from there (--fresh starts over).

            """);
    }
}
