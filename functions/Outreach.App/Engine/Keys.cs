using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>All storage keys. Every read is a point or a prefix.</summary>
public static class Keys
{
    private static readonly InstantPattern hour = InstantPattern.CreateWithInvariantCulture("uuuuMMddHH");
    private static readonly InstantPattern second = InstantPattern.CreateWithInvariantCulture("mmss");
    private static readonly InstantPattern waiting = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmssfffffff");

    /// <summary>The row key of an aggregate that has a partition to itself.</summary>
    private const string Only = "-";

    public static Key Of(AggregateId id) => id.Kind switch
    {
        AggregateKind.Subscriber => new(Table.Subscribers, id.Key, Only),
        AggregateKind.Agreement => new(Table.Agreements, id.Key, Only),
        // All shards of an account share a partition, so that one call reads them.
        AggregateKind.Account => id.Key.IndexOf('~', StringComparison.Ordinal) is >= 0 and var shard
            ? new(Table.Accounts, id.Key[..shard], id.Key[shard..]) : new(Table.Accounts, id.Key, Only),
        AggregateKind.Programme => new(Table.Programmes, "all", id.Key),
        AggregateKind.Organisation => new(Table.Organisations, "all", id.Key),
        AggregateKind.Budget => new(Table.Budgets, id.Key, Only),
        AggregateKind.EventTargets => new(Table.EventTargets, id.Key, Only),
        AggregateKind.EventDelivery => Split(Table.EventDeliveries, id.Key),
        AggregateKind.Ending => new(Table.Endings, id.Key, Only),
        AggregateKind.Import => new(Table.Imports, id.Key, Only),
        AggregateKind.Person => new(Table.Persons, id.Key, Only),
        AggregateKind.Sweep => new(Table.Sweeps, id.Key, Only),
        AggregateKind.Learner => new(Table.Learners, id.Key, Only),
        AggregateKind.Transaction => new(Table.Transactions, id.Key, Only),
        AggregateKind.Intake => Split(Table.Intakes, id.Key),
        AggregateKind.Course => Split(Table.Courses, id.Key),
        AggregateKind.Broadcast => new(Table.Broadcasts, "all", id.Key),
        // A broadcast's messages and batches share its partition, so that a prefix counts them.
        AggregateKind.Message => Split(Table.Messages, id.Key),
        AggregateKind.Batch => Split(Table.Batches, id.Key),
        AggregateKind.Approval => Split(Table.Approvals, id.Key),
        // An inbox is read by programme, oldest first.
        AggregateKind.Inbox => Split(Table.Inbox, id.Key),
        _ => throw new InvalidOperationException($"No key for {id.Kind}."),
    };

    /// <summary>The account, or the shard of one, that is kept under this key.</summary>
    public static AggregateId AccountAt(Key key) => new(AggregateKind.Account, key.Partition + ShardOf(key));

    /// <summary>The mark of a further shard; empty for the first.</summary>
    public static string ShardOf(Key account) => account.Row == Only ? "" : account.Row;

    public static Key Person(string programme, string personId) => new(Table.People, programme, personId);

    /// <summary>A wake-up. Each hour has a partition, so that due wake-ups are read from the start.</summary>
    public static Key Due(Instant at, AggregateId who) => new(Table.Due, DueBucket(at), $"{second.Format(at)}|{who}");

    public static string DueBucket(Instant at) => hour.Format(at);

    /// <summary>Our message's id by the provider's. A day has a partition, so that many are written at once and old ones dropped.</summary>
    public static Key ProviderId(Instant sent, string gateway, string providerId) =>
        new(Table.ProviderIds, Day(sent), $"{gateway}.{providerId}");

    /// <summary>A report under an id of the provider's that never got known, by the phone that it is about.</summary>
    public static Key StrayReport(Instant received, string gateway, string phone, string providerId) =>
        new(Table.ProviderIds, Day(received), StrayReports(gateway, phone) + providerId);

    public static string StrayReports(string gateway, string phone) => $"{gateway}|{phone}|";

    public static string Day(Instant at) => LocalDatePattern.Iso.Format(at.InUtc().Date);

    /// <summary>The times of all gateways' next free places for bulk, and the hour's count of what went out unasked.</summary>
    public static Key Pace { get; } = new(Table.Paces, "all", Only);

    /// <summary>That a broadcast came to a person on a day. Days sort first, so that old ones are dropped together.</summary>
    public static Key TipDay(string programme, LocalDate day, string person, string broadcast) =>
        new(Table.TipDays, $"{LocalDatePattern.Iso.Format(day)}.{programme}", $"{person}|{broadcast}");

    public static (LocalDate Day, string Programme) DayAndProgrammeOf(Key tipDay) =>
        (LocalDatePattern.Iso.Parse(tipDay.Partition[..10]).Value, tipDay.Partition[11..]);

    public static Key Task(string programme, string id) => new(Table.Tasks, programme.Length == 0 ? "none" : programme, id);

    /// <summary>A stretch of an account's ledger, by the number of its first row.</summary>
    public static Key Ledger(string account, long first) =>
        new(Table.Ledger, account, string.Create(CultureInfo.InvariantCulture, $"{first:D10}"));

    /// <summary>Rows of a phone's consent ledger, by the number of the first.</summary>
    public static Key Consents(string person, long first) =>
        new(Table.Consents, person, string.Create(CultureInfo.InvariantCulture, $"{first:D10}"));

    /// <summary>A stretch of an imported file's rows, in the import's partition.</summary>
    public static Key ImportStretch(string id, int stretch) =>
        new(Table.Imports, id, string.Create(CultureInfo.InvariantCulture, $"rows-{stretch:D5}"));

    /// <summary>A version of a course. It sorts behind what changes about the course, the newest last.</summary>
    public static Key Course(string programme, string id, int version) =>
        new(Table.Courses, programme, string.Create(CultureInfo.InvariantCulture, $"{id}|{version:D5}"));

    public static bool IsCourseVersion(Key key) => key.Row.Contains('|', StringComparison.Ordinal);

    /// <summary>What one stretch of a walk found for a programme's figures. A stretch that is done twice stands once.</summary>
    public static Key FigurePart(string programme, Instant walk, SweepPlace stretch) =>
        new(Table.FigureParts, programme, $"{FigureParts(walk)}{stretch.Table:D2}|{stretch.Partition}|{stretch.Row}");

    /// <summary>Where a walk's findings stand in a programme.</summary>
    public static string FigureParts(Instant walk) => InstantPattern.ExtendedIso.Format(walk) + "|";

    public static Key Figure(string programme, Figure f) => new(Table.Figures, programme,
        $"{YearMonthPattern.Iso.Format(f.Month)}|{f.Name}|{f.Place}|{f.Slice}");

    public static YearMonth MonthOf(Key figure) => YearMonthPattern.Iso.Parse(figure.Row.Split('|')[0]).Value;

    public static FigureName NameOf(Key figure) => Enum.Parse<FigureName>(figure.Row.Split('|')[1]);

    /// <summary>False for what else stands beside a programme's figures, behind all months.</summary>
    public static bool IsFigure(Key key) => key.Row.Contains('|', StringComparison.Ordinal);

    /// <summary>The address of a programme's shared board.</summary>
    public static Key Board(string programme) => new(Table.Figures, programme, "board");

    /// <summary>When a programme's figures were last counted. Sorts behind all months.</summary>
    public static Key FiguresState(string programme) => new(Table.Figures, programme, FiguresStateRow);

    public const string FiguresStateRow = "state";

    /// <summary>How the learners of each of a programme's courses stood when the figures were counted. Sorts behind all months.</summary>
    public static Key CourseCounts(string programme) => new(Table.Figures, programme, "courses");

    /// <summary>Where a person stands, from one source. A person's rows sort before those of any other.</summary>
    /// <param name="where">Tells several rows of one person apart: a phone, or the kind of what was told.</param>
    public static Key Standing(StandingSource source, string programme, string personId, string where = "") =>
        new(Table.Standings, StandingsOf(source, programme), where.Length == 0 ? personId : $"{personId} {where}");

    public static string StandingsOf(StandingSource source, string programme) => $"{source.ToString().ToLowerInvariant()}.{programme}";

    /// <summary>Sorts behind all rows of a person, and before those of the next.</summary>
    public static string StandingsBehind(string personId) => personId.Length == 0 ? "" : personId + "!";

    public static string PersonOfStanding(Key key) =>
        key.Row.LastIndexOf(' ') is var space and >= 0 ? key.Row[..space] : key.Row;

    public static bool IsStandingOf(string programme, string personId, Key key) =>
        PersonOfStanding(key) == personId && key.Partition[(key.Partition.IndexOf('.', StringComparison.Ordinal) + 1)..] == programme;

    /// <summary>A list of a trader's, as it was told.</summary>
    public static Key Sheet(string programme, string trader, bool loads, string id) =>
        new(Table.Sheets, SheetsOf(programme, trader), $"{(loads ? "loads" : "payments")}|{id}");

    public static string SheetsOf(string programme, string trader) => AggregateId.Person(programme, trader).Key;

    public static Key Group(string programme, string id) => new(Table.Groups, programme, id);

    public static Key Dispute(string programme, string code) => new(Table.Disputes, programme, code);

    public static Key Certificate(string code) => new(Table.Certificates, code, Only);

    public static Key Letter(string code) => new(Table.Letters, code, Only);

    public static Key DataCode(string code) => new(Table.DataCodes, code, Only);

    public static Key Pulse(string programme, string code, Role from) => new(Table.Pulses, programme, $"{code}|{from}");

    /// <summary>A transaction that waits as unassigned, oldest first. A later time of waiting is another row.</summary>
    public static Key Unassigned(string programme, Instant since, AggregateId transaction) =>
        new(Table.Unassigned, programme, $"{waiting.Format(since)}-{Chain.Next("", transaction.Key)[..8]}");

    /// <summary>Figures of one programme's USSD sessions that began on one day.</summary>
    public static Key Sessions(string programme, LocalDate day, string id) => new(Table.Sessions, SessionDay(programme, day), id);

    public static string SessionDay(string programme, LocalDate day) =>
        $"{(programme.Length == 0 ? "none" : programme)}.{LocalDatePattern.Iso.Format(day)}";

    /// <summary>A row of a programme's audit. A month has a partition, so that a row and the chain's end are one write.</summary>
    public static Key Audit(string programme, Instant at, string id) =>
        new(Table.Audit, AuditChain(programme, Month(at)), $"{InstantPattern.ExtendedIso.Format(at)}|{id}");

    public static Key AuditHead(string programme, Instant at) => new(Table.Audit, AuditChain(programme, Month(at)), AuditHeadRow);

    /// <summary>The end of a month's chain; sorts behind its rows.</summary>
    public const string AuditHeadRow = "head";

    /// <summary>The length of a month in a key, such as <c>2026-03</c>.</summary>
    public const int MonthLength = 7;

    public static string AuditChain(string programme, string month) => $"{(programme.Length == 0 ? "none" : programme)}.{month}";

    public static bool IsAuditOf(string programme, Key key) => key.Partition == AuditChain(programme, key.Partition[^MonthLength..]);

    /// <summary>Whether the month of an audit's key was under way in the last two days.</summary>
    public static bool IsRecent(Key key, Instant now) =>
        string.CompareOrdinal(key.Partition[^MonthLength..], Month(now - Duration.FromDays(2))) >= 0;

    private static string Month(Instant at) => Day(at)[..MonthLength];

    /// <summary>A request under an idempotency key, in a partition of 32 days.</summary>
    public static Key Request(long days, string request) =>
        new(Table.Requests, string.Create(CultureInfo.InvariantCulture, $"{days:D6}"), request);

    /// <summary>The count of messages to a range of numbers in an hour.</summary>
    public static Key PrefixHour(Instant at, string prefix) => new(Table.Limits, hour.Format(at), prefix);

    /// <summary>An address's refusals in one minute of the API.</summary>
    public static Key Refusals(Instant at, string address) => new(Table.Limits, hour.Format(at), RefusalMinute(at).Row + address);

    /// <summary>Where the refusals of a minute stand.</summary>
    public static (string Partition, string Row) RefusalMinute(Instant at) =>
        (hour.Format(at), string.Create(CultureInfo.InvariantCulture, $"refused|{at.InUtc().Minute:D2}|"));

    /// <summary>What an owner's launches of a day come to.</summary>
    public static Key OwnerDay(Instant at, string owner) =>
        new(Table.Limits, hour.Format(at.InUtc().Date.AtMidnight().InUtc().ToInstant()), $"owner|{owner}");

    /// <summary>What somebody does in an hour, counted: <c>codes|…</c>.</summary>
    public static Key HourCount(Instant at, string what) => new(Table.Limits, hour.Format(at), what);

    /// <summary>The codes that were asked for with a phone on a day.</summary>
    public static Key PhoneCodes(Instant at, string phone) =>
        new(Table.Limits, hour.Format(at.InUtc().Date.AtMidnight().InUtc().ToInstant()), $"codes|{phone}");

    /// <summary>A form that waits for its sender to sign in. It goes two days later.</summary>
    public static Key KeptForm(Instant at, string id) => new(Table.Limits, hour.Format(at), $"form|{id}");

    /// <summary>The sessions of a member of staff, by the name of their grant.</summary>
    public static Key StaffSessions(string name) => new(Table.Staff, "sessions", name);

    public static Key StaffInvitation(string name) => new(Table.Staff, "invitations", name);

    /// <summary>Whose an account at the sign-in provider is.</summary>
    public static Key StaffAccount(string account) => new(Table.Staff, StaffAccounts, account);

    public const string StaffAccounts = "accounts";

    /// <summary>The texts of a programme's last broadcasts. Sorts behind every hour, so that no count's end takes it along.</summary>
    public static Key TextUses(string programme) => new(Table.Limits, "texts", programme);

    public static Key Poison(string id) => new(Table.Poison, "all", id);

    private static Key Split(Table table, string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new(table, key, Only) : new(table, key[..dot], key[(dot + 1)..]);
    }
}
