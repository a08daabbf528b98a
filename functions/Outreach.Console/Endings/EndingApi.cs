using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="On">The day on which it comes, or began.</param>
/// <param name="People">How many were written to or asked; absent before.</param>
public sealed record EndStepView(EndStep Step, LocalDate On, Instant? BeganAt, Instant? DoneAt, int? People);

/// <param name="Owes">What is still to be paid by the person; absent for nothing.</param>
/// <param name="IsOwed">What the person is still to be paid.</param>
/// <param name="DueBy">The last day of its terms.</param>
/// <param name="InDispute">True while a dispute is open.</param>
public sealed record OpenAgreementView(string Code, string Other, AgreementStatus Status, string? Owes, string? IsOwed, LocalDate DueBy,
    bool InDispute);

public sealed record OpenPersonView(string PersonId, string Name, string Phone, string Place,
    IReadOnlyList<OpenAgreementView> Agreements);

/// <param name="End">Absent for a programme without an end.</param>
/// <param name="ReadOnlySince">Since when nothing of it changes any more.</param>
/// <param name="ReadOnlyBy">The last day on which it can still change.</param>
/// <param name="Steps">What was done, and what comes.</param>
/// <param name="People">A stretch of who has something open.</param>
/// <param name="Next">The value of <c>after</c> for the next stretch; absent at the end.</param>
internal sealed record EndingView(string Programme, ProgrammeEndBody? End, Instant? ReadOnlySince, LocalDate? ReadOnlyBy,
    IReadOnlyList<EndStepView> Steps, IReadOnlyList<OpenPersonView> People, string? Next) : Zoned;

/// <summary>The exit plan of a programme.</summary>
internal sealed class EndingApi(Endings endings, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<EndingView>("programmes/{programme}/ending", "programme.ending",
            "The end of a programme: its steps, and by person what is open. The end is set with the programme.", ShowAsync, "after")
            .For(Access.Coordinators, NamedBy.Route),
        ApiEndpoint.GetFile("programmes/{programme}/ending/csv", "programme.ending.csv",
            "All open agreements, debts and disputes, as a table for a spreadsheet.", Csv.Media, OpenCsvAsync)
            .For(Access.Coordinators, NamedBy.Route),
        ApiEndpoint.GetFile("programmes/{programme}/ending/handover/csv", "programme.handover.csv",
            "For the successor: name, number and agreements of who said yes.", Csv.Media, HandOverCsvAsync)
            .For(Access.Coordinators, NamedBy.Route),
    ];

    /// <summary>What was done, and what comes, by day.</summary>
    public static IReadOnlyList<EndStepView> Steps(Ending? ending) => ending is null ? [] :
    [
        .. ending.Rounds.Select(r =>
            new EndStepView(r.Step, Country.OfRegion(ending.Region)!.Today(r.BeganAt), r.BeganAt, r.DoneAt, r.People)),
        .. ending.Planned.Select(p => new EndStepView(p.Step, p.Day, null, null, null)),
    ];

    public static OpenPersonView View(OpenPerson open) => new(open.Person.PersonId, open.Person.Name, open.Person.Phone, open.Person.Place,
        [.. open.Entries.Select(e => new OpenAgreementView(e.Code, e.OtherName, e.Status,
            e.Side == Side.Owes && !e.Owed.IsZero ? e.Owed.ToString() : null,
            e.Side == Side.IsOwed && !e.Owed.IsZero ? e.Owed.ToString() : null, e.Terms.PayBy, e.Dispute is not null))]);

    private async Task<Answer> ShowAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var programme = place.Programme;
        var open = await endings.OpenAsync(programme.Id, call.Query("after") ?? "", ct);
        return Answer.Shows(new EndingView(programme.Id, ProgrammeEndBody.Of(programme.End), programme.ReadOnlySince,
            programme.End?.EndsOn.PlusDays(ProgrammeEnd.ServiceDays), Steps(await endings.FindAsync(programme.Id, ct)),
            [.. open.People.Select(View)], open.Next), programme.Id, open.People.Count);
    }

    private async Task<Answer> OpenCsvAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var all = await AllAsync(after => endings.OpenAsync(place.Programme.Id, after, ct));
        return Answer.Shows(FileOf(all), place.Programme.Id, all.Count);
    }

    private async Task<Answer> HandOverCsvAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        // Without a successor nobody's data goes on.
        IReadOnlyList<OpenPerson> all = await endings.FindAsync(place.Programme.Id, ct) is { Successor: { } to }
            ? await AllAsync(after => endings.HandedOverAsync(place.Programme.Id, to, after, ct))
            : [];
        return Answer.Shows(FileOf(all), place.Programme.Id, all.Count);
    }

    private static async Task<IReadOnlyList<OpenPerson>> AllAsync(Func<string, Task<PeopleStretch<OpenPerson>>> read)
    {
        var all = new List<OpenPerson>();
        for (var after = ""; ;)
        {
            var stretch = await read(after);
            all.AddRange(stretch.People);
            if (stretch.Next is not { } next) return all;
            after = next;
        }
    }

    /// <summary>A row an agreement; one for a person without any.</summary>
    private static FileBody FileOf(IReadOnlyList<OpenPerson> people) => Csv.Of(people.Select(View)
        .SelectMany(p => p.Agreements.DefaultIfEmpty(), (p, a) => new
        {
            p.Name, p.Phone, p.Place, Agreement = a?.Code, a?.Other, a?.Status, a?.Owes, a?.IsOwed,
            DueBy = a is null ? "" : LocalDatePattern.Iso.Format(a.DueBy), InDispute = a?.InDispute == true ? "yes" : "",
        }));
}
