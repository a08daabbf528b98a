using Microsoft.Extensions.Options;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Validates gateways, countries and routes in the settings, with a sentence that names the setting to change.</summary>
public sealed class RoutesValidation(IEnumerable<IGateway> gateways) : IValidateOptions<OutreachOptions>
{
    private static readonly string regions = string.Join(", ", Country.All.Select(country => country.Region));

    public ValidateOptionsResult Validate(string? name, OutreachOptions options) =>
        // An empty gateway name has its own message already.
        options.Gateway.Length > 0 && Problem(options, [.. gateways.Select(gateway => gateway.Name)]) is { } problem
            ? ValidateOptionsResult.Fail(problem)
            : ValidateOptionsResult.Success;

    /// <param name="names">The gateways set up here.</param>
    internal static string? Problem(OutreachOptions options, IReadOnlyCollection<string> names) =>
        names.Contains(options.Gateway)
            ? options.Routes.Select((route, n) => OfRoute(options, route, n, names)).FirstOrDefault(problem => problem is not null)
                ?? OfTable("MinorPerSegmentVia", options.MinorPerSegmentVia, names, false, price => price >= 0,
                    "to the price of a segment, 0 or more")
                ?? OfTable("Senders", options.Senders, names, true, pool => pool.Length > 0 && pool.All(sender => sender.Trim().Length > 0),
                    "to one or more numbers or names")
            : $"Set Outreach__Gateway to a gateway that is set up here; '{options.Gateway}' is not.";

    private static string? OfRoute(OutreachOptions options, GatewayRoute route, int n, IReadOnlyCollection<string> names)
    {
        var setting = $"Outreach__Routes__{n}";
        var twin =
            options.Routes.FindIndex(
                other => (other.Programme, other.Country, other.Purpose) == (route.Programme, route.Country, route.Purpose));
        return route switch
        {
            { Gateways.Count: 0 } => $"Set {setting}__Gateways__0 to the gateway that is asked first.",
            _ when route.Gateways.Find(name => !names.Contains(name)) is { } unknown =>
                $"Set {setting}__Gateways to gateways that are set up here; '{unknown}' is not.",
            _ when route.Gateways.Distinct().Count() < route.Gateways.Count => $"Set {setting}__Gateways to each gateway once.",
            { Country: { } region } when Country.OfRegion(region) is null =>
                $"Set {setting}__Country to one of {regions}, or leave it out.",
            { Programme: "" } => $"Set {setting}__Programme to a programme's id, or leave it out.",
            _ when twin < n =>
                $"Set {setting} to another programme, country or purpose than Outreach__Routes__{twin}: both are for the same messages.",
            _ => null,
        };
    }

    private static string? OfTable<T>(
        string table, Dictionary<string, Dictionary<string, T>> settings, IReadOnlyCollection<string> names, bool any, Func<T, bool> isFine,
        string toWhat)
    {
        foreach (var (gateway, values) in settings)
        {
            if (!names.Contains(gateway)) return $"Set Outreach__{table} for gateways that are set up here; '{gateway}' is not.";
            foreach (var (region, value) in values)
            {
                if (Country.OfRegion(region) is null && !(any && region == "any"))
                    return $"Set Outreach__{table}__{gateway} for one of {regions}{(any ? ", or for any" : "")}; '{region}' is none.";
                if (!isFine(value)) return $"Set Outreach__{table}__{gateway}__{region} {toWhat}.";
            }
        }
        return null;
    }
}
