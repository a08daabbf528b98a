using System.Globalization;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Console.Api;

/// <summary>An amount with all its decimals, as a string so that no reader rounds it: <c>22500.00</c>.</summary>
internal sealed record MoneyView(string Amount, string Currency)
{
    public static MoneyView Of(Money money)
    {
        var amount = (decimal)money.Minor / Currencies.Scale(money.Currency);
        return new(amount.ToString($"F{Currencies.Decimals(money.Currency)}", CultureInfo.InvariantCulture), money.Currency);
    }
}

internal sealed record PartyView(string PersonId, string Name, string Phone)
{
    public static PartyView Of(Party party) => new(party.PersonId, party.Name, party.Phone);
}

internal sealed record TermsView(string Crop, string Grade, string Quantity, Unit Unit, MoneyView Price, LocalDate DeliverBy, LocalDate PayBy, MoneyView Advance)
{
    public static TermsView Of(Terms terms) => new(terms.Crop, terms.Grade,
        (terms.Quantity.Milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture), terms.Quantity.Unit,
        MoneyView.Of(terms.Price), terms.DeliverBy, terms.PayBy, MoneyView.Of(terms.Advance));
}

/// <param name="Version">Of the terms; <paramref name="Hash"/> stands for exactly these.</param>
/// <param name="Left">What is still to be paid under these terms.</param>
internal sealed record AgreementView(
    string Code, string Programme, AgreementStatus Status, int Version, string Hash, PartyView Trader, PartyView Farmer, TermsView Terms,
    MoneyView Total, MoneyView Paid, MoneyView Left, Instant OfferedAt, Instant? ExpiresAt, Instant? ConfirmedAt)
{
    public static AgreementView Of(Agreement a) => new(a.Code, a.Programme, a.Status, a.Version, a.Hash, PartyView.Of(a.Trader), PartyView.Of(a.Farmer),
        TermsView.Of(a.Terms), MoneyView.Of(a.Terms.Total), MoneyView.Of(a.Paid), MoneyView.Of(a.Left), a.OfferedAt, a.Asks.FirstOrDefault(q => q.Kind == AskKind.Terms)?.ExpiresAt, a.ConfirmedAt);
}
