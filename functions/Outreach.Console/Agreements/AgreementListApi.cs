using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Left">What is still to be paid; of an offer, what a yes would bind.</param>
/// <param name="InDispute">Whether a side said that something is not right.</param>
internal sealed record AgreementRowView(string Code, AgreementStatus Status, PartyView Trader, PartyView Farmer, TermsView Terms,
    MoneyView Total, MoneyView Left, BalanceView Balance, bool InDispute, Instant OfferedAt, Instant? ConfirmedAt)
{
    public static AgreementRowView Of(Agreement a) => new(a.Code, a.Status, PartyView.Of(a.Trader), PartyView.Of(a.Farmer),
        TermsView.Of(a.Terms), MoneyView.Of(a.Terms.Total),
        MoneyView.Of(a.Status == AgreementStatus.Offered ? a.Terms.ToPay : a.Left), BalanceView.Of(a.Owed), a.Dispute is not null,
        a.OfferedAt, a.ConfirmedAt);
}

/// <param name="Next">The value of <c>after</c> for the next page, which may have fewer rows than asked for; absent at the end.</param>
internal sealed record AgreementsView(IReadOnlyList<AgreementRowView> Agreements, string? Next) : Zoned;

/// <summary>The agreements of a programme, or of one person in it.</summary>
internal sealed class AgreementListApi(Agreements agreements, Lookups lookups) : IEndpoints
{
    private static readonly AgreementStatus[] statuses = Enum.GetValues<AgreementStatus>();

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<AgreementsView>("agreements", "agreements",
            "A programme's agreements by code, ended ones included; with personId those of one person, with status those that stand so. "
                + "Some thousands are looked through at once: read on after next until there is none.",
            ListAsync, "programme", "personId", "status", "after", "take").For(Access.Readers, NamedBy.Query),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var (status, person) = (call.Query("status"), call.Query("personId"));
        if (status is not null && statuses.All(s => ApiJson.Name(s) != status))
            return Answer.Bad("status", $"status is one of {string.Join(", ", statuses.Select(s => ApiJson.Name(s)))}.");
        var (found, next) = await Seek.InAsync(stretch, after => agreements.PageAsync(after, Seek.RowsACall, ct), a => a.Code,
            a => a.Programme == place.Programme.Id && (person is null || a.Has(person))
                && (status is null || ApiJson.Name(a.Status) == status));
        return Answer.Shows(new AgreementsView([.. found.Select(AgreementRowView.Of)], next), place.Programme.Id, found.Count, person);
    }
}
