using Outreach.Core.Broadcasts;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>What tips cost, by the configured price of a segment.</summary>
public sealed class TipPrices(GatewayChoice gateways, Rates rates)
{
    /// <summary>The gateway that is asked first for tips; another one's price and pace show only in sending.</summary>
    public IGateway GatewayIn(string programme, string region) =>
        gateways.For(programme, Country.OfRegion(region)!.DialCode, Purpose.Tip)[0];

    /// <summary>Of one segment in a country, in minor units of its currency.</summary>
    public long Rate(string programme, string region) =>
        rates.MinorPerSegment(Country.OfRegion(region)!.DialCode, GatewayIn(programme, region).Name);

    /// <summary>Of a text to a phone, by the gateway that takes it.</summary>
    public Money Of(string text, string phone, string gateway) =>
        new(Segments.Of(text).Count * rates.MinorPerSegment(phone, gateway), Country.OfPhone(phone)!.Currency);

    /// <summary>What people come to, counted by <c>language|region</c>.</summary>
    public IReadOnlyList<Money> Of(string programme, IEnumerable<KeyValuePair<string, ReaderCount>> readers) =>
        Moneys.Sum(readers.Select(r => (Region: r.Key.Split('|')[1], r.Value.Segments))
            .Select(r => new Money(r.Segments * Rate(programme, r.Region), Country.OfRegion(r.Region)!.Currency)));
}
