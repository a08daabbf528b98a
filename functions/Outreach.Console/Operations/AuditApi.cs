using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <param name="Who">The owner of the key; <c>phone</c> for a person's own act there.</param>
/// <param name="What">The endpoint's name, or the act.</param>
/// <param name="Subject">What it concerned: a person's id, an agreement's code.</param>
/// <param name="About">What was before and is now, in words; numbers by their last digits.</param>
/// <param name="Key">The name of the key.</param>
internal sealed record AuditRowView(string Who, string What, string Subject, Instant At, string? About, string? Key)
{
    public static AuditRowView Of(AuditRow r) => new(r.Who, r.What, r.Subject, r.At, r.About, r.Key);
}

/// <param name="Next">The value of <c>after</c> for the next page; absent at the end.</param>
internal sealed record AuditView(IReadOnlyList<AuditRowView> Rows, string? Next);

/// <summary>The audit of a programme, oldest first.</summary>
internal sealed class AuditApi(AuditLog audit, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<AuditView>("audit", "audit",
            "Who changed what in a programme, and who read many people: oldest first, after an instant or a row.", ListAsync, "programme",
            "after", "take").For(Access.Coordinators | Access.Admins, NamedBy.Query),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var rows = await audit.ListAsync(place.Programme.Id, stretch.After, stretch.Take, ct);
        return Answer.Ok(new AuditView([.. rows.Select(r => AuditRowView.Of(r.Row))], stretch.Next(rows, r => r.Key)));
    }
}
