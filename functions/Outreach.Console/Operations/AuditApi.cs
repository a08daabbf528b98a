using NodaTime;
using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <param name="Who">The owner of the key; <c>phone</c> for a person's own act there.</param>
/// <param name="What">The endpoint's name, or the act.</param>
/// <param name="Subject">What it concerned: a person's id, an agreement's code.</param>
/// <param name="About">What was before and is now, in words; numbers by their last digits. Gone with an erased person.</param>
/// <param name="Key">The name of the key.</param>
/// <param name="Number">The row's number in its month's chain.</param>
/// <param name="Hash">Covers this row and the one before.</param>
internal sealed record AuditRowView(
    string Who, string What, string Subject, Instant At, string? About, string? Key, long Number, string Hash)
{
    public static AuditRowView Of(AuditRow r) =>
        new(r.Act.Who, r.Act.What, r.Act.Subject, r.Act.At, r.Act.About, r.Act.Key, r.Number, r.Hash);
}

/// <param name="Next">The value of <c>after</c> for the next page; absent at the end.</param>
internal sealed record AuditView(IReadOnlyList<AuditRowView> Rows, string? Next) : Zoned;

/// <param name="Hash">The hash at the month's end, to compare with the log of that day.</param>
/// <param name="Blanked">Rows whose words went with an erased person.</param>
/// <param name="Fault">The number of the first row that is missing, changed or moved; absent when none is.</param>
/// <param name="Unexplained">People whose rows lost their words without an erasure.</param>
/// <param name="Continues">The month before still leads to where this one began.</param>
internal sealed record AuditMonthView(
    string Month, long Rows, string Hash, int Blanked, long? Fault, IReadOnlyList<string> Unexplained, bool Continues)
{
    public static AuditMonthView Of(AuditChecked c) =>
        new(c.Chain[^Keys.MonthLength..], c.Rows, c.Hash, c.Blanked, c.Fault, c.Unexplained, c.Continues);
}

internal sealed record AuditCheckView(bool Right, IReadOnlyList<AuditMonthView> Months);

internal static class AuditReading
{
    /// <summary>A page of the audit; with a subject, of what concerns it.</summary>
    public static async Task<(IReadOnlyList<(string Key, AuditRow Row)> Rows, string? Next)> OfAsync(this AuditTrail audit,
        string programme, string? subject, Stretch stretch, CancellationToken ct)
    {
        if (subject is not null)
            return await Seek.InAsync(stretch, after => audit.ListAsync(programme, after, Seek.RowsACall, ct), r => r.Key,
                r => r.Row.Act.Subject == subject);
        var rows = await audit.ListAsync(programme, stretch.After, stretch.Take, ct);
        return (rows, stretch.Next(rows, r => r.Key));
    }
}

/// <summary>The audit of a programme, oldest first, and whether it is whole.</summary>
internal sealed class AuditApi(AuditTrail audit, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<AuditView>("audit", "audit",
            "Who changed what in a programme, and who read many people: oldest first, after an instant or a row; with subject what "
                + "concerns that person, agreement or thing alone. For it some thousands are looked through at once: read on after "
                + "next until there is none.", ListAsync, "programme", "subject", "after", "take").For(Access.Overseers, NamedBy.Query),
        ApiEndpoint.Get<AuditCheckView>("audit/verify", "audit.verify",
            "Whether the chained rows of each month are all there, unchanged and in order.", VerifyAsync, "programme")
            .For(Access.Overseers, NamedBy.Query),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var (rows, next) = await audit.OfAsync(place.Programme.Id, call.Query("subject"), stretch, ct);
        return Answer.Shows(new AuditView([.. rows.Select(r => AuditRowView.Of(r.Row))], next), place.Programme.Id, rows.Count,
            call.Query("subject"));
    }

    private async Task<Answer> VerifyAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var months = await audit.VerifyAsync(place.Programme.Id, ct);
        return Answer.Ok(new AuditCheckView(months.All(m => m.IsRight), [.. months.Select(AuditMonthView.Of)]));
    }
}
