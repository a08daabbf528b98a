using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Messaging;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Erased">What was theirs is gone but for what they owe, under a code.</param>
/// <param name="Left">When they left the programme.</param>
/// <param name="Ledger">What moved on their account, oldest first.</param>
internal sealed record ExportPersonView(PersonView Person, bool Erased, Instant? Left, NumbersView Numbers, ConsentsView Consents,
    AccountView Account, IReadOnlyList<RowView> Ledger, LearnerView Courses);

/// <param name="Person">Whose message it was; absent where it went to a number alone.</param>
internal sealed record ExportMessageView(string? Person, DataMessageView Message);

/// <summary>One line of an export: one of these, as <paramref name="Kind"/> says.</summary>
internal sealed record ExportLineView(string Kind, ProgrammeView? Programme = null, ExportPersonView? Person = null,
    AgreementView? Agreement = null, ExportMessageView? Message = null, InboxView? Conversation = null, FigureView? Figure = null,
    AuditRowView? Audit = null);

/// <param name="Next">For <c>after</c> of the next page; absent at the end.</param>
internal sealed record ExportView(string Programme, IReadOnlyList<ExportLineView> Lines, string? Next);

/// <summary>
/// Everything of a programme, a stretch at a time, read as it is asked for: no copy of it lies anywhere, and who is erased meanwhile is
/// not in the rest.
/// </summary>
internal sealed class ProgrammeExport(People people, Consents consents, Ledgers ledgers, Agreements agreements, Engine engine,
    ProgrammeFigures figures, AuditTrail audit, ITables tables, IClock clock)
{
    private const int PeopleAtOnce = 20;
    private const int RowsAtOnce = 500;

    /// <summary>The messages of all that one stretch looks through.</summary>
    private const int MessagesAtOnce = 1_000;

    private static readonly YearMonth first = new(2000, 1);

    private delegate Task<(IReadOnlyList<ExportLineView> Lines, string? Next)> Section(Place place, string after, CancellationToken ct);

    /// <param name="after">Where the last stretch ended: the section and its last key; empty for the start.</param>
    /// <returns>Null for what is no such mark.</returns>
    public async Task<ExportView?> ReadAsync(Place place, string after, CancellationToken ct)
    {
        var (sections, mark) = (Sections(), after.Split('|', 2));
        var at = after.Length == 0 ? 0 : sections.FindIndex(s => s.Name == mark[0]);
        if (at < 0) return null;
        var (lines, next) = await sections[at].ReadAsync(place, mark.Length > 1 ? mark[1] : "", ct);
        return new(place.Programme.Id, lines,
            next is not null ? $"{sections[at].Name}|{next}" : at + 1 < sections.Count ? sections[at + 1].Name + "|" : null);
    }

    private List<(string Name, Section ReadAsync)> Sections() =>
    [
        ("programme", (place, _, _) => Task.FromResult<(IReadOnlyList<ExportLineView>, string?)>(
            ([new("programme", Programme: ProgrammeView.Of(place.Programme))], null))),
        ("people", PeopleAsync), ("messages", MessagesAsync), ("conversations", InboxAsync), ("figures", FiguresAsync),
        ("audit", AuditAsync),
    ];

    /// <summary>Each person, and behind a farmer the agreements that have them.</summary>
    private async Task<(IReadOnlyList<ExportLineView>, string?)> PeopleAsync(Place place, string after, CancellationToken ct)
    {
        var rows = await people.ListAsync(place.Programme.Id, after, PeopleAtOnce, ct);
        var lines = new List<ExportLineView>();
        foreach (var row in rows) lines.AddRange(await PersonAsync(place, row, ct));
        return (lines, rows.Count < PeopleAtOnce ? null : rows[^1].PersonId);
    }

    private async Task<IReadOnlyList<ExportLineView>> PersonAsync(Place place, DirectoryRow row, CancellationToken ct)
    {
        var (programme, id, today) = (place.Programme.Id, row.PersonId, place.Country.Today(clock.GetCurrentInstant()));
        if (await consents.OfAsync(programme, id, ct) is not { } standing) return [];
        var account = await people.AccountAsync(programme, id, ct) ?? Account.Empty(id);
        var moved = await ledgers.RowsAsync(programme, id, default, ct).Select(r => r.Row).ToListAsync(ct);
        var learner = await engine.StateAsync<Learner>(new Work(Arrival.Request), AggregateId.Learner(programme, id), ct);
        var person = standing.Person;
        var lines = new List<ExportLineView>
        {
            new("person", Person: new(PersonView.Of(person.ErasedAt is null ? row : person.Row()), person.ErasedAt is not null,
                person.LeftAt, NumbersView.Of(person), ConsentsView.Of(standing), AccountView.Of(account, place, id, today),
                [.. moved.Select(RowView.Of)], LearnerView.Of(programme, id, learner))),
        };
        foreach (var code in account.AgreementCodes.Concat(moved.Select(r => r.Code)).Distinct(StringComparer.Ordinal))
            if (await agreements.FindAsync(code, ct) is { } agreement && agreement.Programme == programme
                && agreement.Of(Role.Farmer).PersonId == id)
                lines.Add(new("agreement", Agreement: AgreementView.Of(agreement, today)));
        return lines;
    }

    /// <summary>As kept: words, phone and person go when their time is over.</summary>
    private async Task<(IReadOnlyList<ExportLineView>, string?)> MessagesAsync(Place place, string after, CancellationToken ct)
    {
        var rows = await OwnMessages.StretchAsync(tables, after, MessagesAtOnce, ct);
        var theirs = rows.Select(Stored.State<Message>).Where(m => m.Order is { } order && order.Programme == place.Programme.Id);
        return ([.. theirs.Select(m => new ExportLineView("message", Message: new(m.Order!.PersonId, DataMessageView.Of(m))))],
            rows.Count < MessagesAtOnce ? null : OwnMessages.IdOf(rows[^1].Key));
    }

    private async Task<(IReadOnlyList<ExportLineView>, string?)> InboxAsync(Place place, string after, CancellationToken ct)
    {
        var rows = await tables.PageAsync(Table.Inbox, place.Programme.Id, after, RowsAtOnce, ct);
        var now = clock.GetCurrentInstant();
        return ([.. rows.Select(r => new ExportLineView("conversation", Conversation: InboxView.Of(Stored.State<InboxItem>(r), now)))],
            rows.Count < RowsAtOnce ? null : rows[^1].Key.Row);
    }

    /// <summary>A year at a time: a month has some hundred figures.</summary>
    private async Task<(IReadOnlyList<ExportLineView>, string?)> FiguresAsync(Place place, string after, CancellationToken ct)
    {
        var programme = place.Programme.Id;
        var begins = YearMonthPattern.Iso.Parse(after) is { Success: true, Value: var month } ? month
            : await figures.NextAsync(programme, first, ct);
        if (begins is not { } from) return ([], null);
        var (_, year) = await figures.ReadAsync(programme, from, from.PlusMonths(11), ct);
        var next = await figures.NextAsync(programme, from.PlusMonths(12), ct);
        return ([.. year.Select(f => new ExportLineView("figure", Figure: FigureView.Of(f)))],
            next is { } later ? YearMonthPattern.Iso.Format(later) : null);
    }

    private async Task<(IReadOnlyList<ExportLineView>, string?)> AuditAsync(Place place, string after, CancellationToken ct)
    {
        var rows = await audit.ListAsync(place.Programme.Id, after, RowsAtOnce, ct);
        return ([.. rows.Select(r => new ExportLineView("audit", Audit: AuditRowView.Of(r.Row)))],
            rows.Count < RowsAtOnce ? null : rows[^1].Key);
    }
}
