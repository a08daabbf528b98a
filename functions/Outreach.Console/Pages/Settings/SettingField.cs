using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>How a setting is typed.</summary>
public enum SettingKind { Text, Lines, Number, Yes }

/// <summary>A setting on its page.</summary>
/// <param name="Value">As it was typed, or as it is set.</param>
public sealed record SettingShown(string Name, SettingKind Kind, string Value);

/// <summary>One field of a programme that a form sets.</summary>
/// <param name="Name">As the API spells it in what is sent and in its faults.</param>
/// <param name="Read">What is set now, as it is typed.</param>
/// <param name="Write">The programme with what was typed; null where that cannot be read.</param>
internal sealed record SettingField(string Name, SettingKind Kind, Func<Programme, string> Read,
    Func<ProgrammeBody, string, ProgrammeBody?> Write)
{
    private static readonly char[] breaks = ['\n', '\r', ','];

    /// <summary>The forms, each with its fields.</summary>
    public static IReadOnlyList<(string Form, IReadOnlyList<SettingField> Fields)> Forms { get; } =
    [
        ("programme",
        [
            new("name", SettingKind.Text, p => p.Name, (b, t) => b with { Name = t }),
            new("signature", SettingKind.Text, p => p.Signature, (b, t) => b with { Signature = t }),
            new("crops", SettingKind.Lines, p => Lines(p.Crops), (b, t) => b with { Crops = Parts(t) }),
            Self("selfRegistration.open", SettingKind.Yes, s => YesNo(s.Open), (s, t) => s with { Open = t.Length > 0 }),
            Self("selfRegistration.code", SettingKind.Text, s => s.Code, (s, t) => s with { Code = Set(t) }),
            Self("selfRegistration.serviceCode", SettingKind.Text, s => s.ServiceCode, (s, t) => s with { ServiceCode = Set(t) }),
        ]),
        ("rules",
        [
            Rule("rules.payerDays", SettingKind.Text, r => Days(r.PayerDays), (r, t) => Days(t) is { } d ? r with { PayerDays = d } : null),
            Rule("rules.payeeDays", SettingKind.Text, r => Days(r.PayeeDays), (r, t) => Days(t) is { } d ? r with { PayeeDays = d } : null),
            Rule("rules.weeklyPlanDays", SettingKind.Text, r => Days(r.WeeklyPlanDays),
                (r, t) => Days(t) is { } d ? r with { WeeklyPlanDays = d } : null),
            Rule("rules.answerDays", SettingKind.Number, r => Number(r.AnswerDays),
                (r, t) => Number(t) is { } n ? r with { AnswerDays = n } : null),
            Rule("rules.closeDays", SettingKind.Number, r => Number(r.CloseDays),
                (r, t) => Number(t) is { } n ? r with { CloseDays = n } : null),
            Rule("rules.seasonMonths", SettingKind.Number, r => Number(r.SeasonMonths),
                (r, t) => Number(t) is { } n ? r with { SeasonMonths = n } : null),
            new("rules.pinAbove", SettingKind.Text, p => p.Rules.PinAboveMinor is { } most ? Plain(most, p.Currency) : "",
                (b, t) => t.Length == 0 ? b with { Rules = b.Rules! with { PinAbove = null } }
                    : decimal.TryParse(t, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
                        ? b with { Rules = b.Rules! with { PinAbove = new Exact(amount) } }
                        : null),
            Rule("rules.mediators", SettingKind.Lines, r => Lines(r.Mediators.Select(m => $"{m.Name}, {m.Phone}")),
                (r, t) => Mediators(t) is { } m ? r with { Mediators = m } : null),
        ]),
        ("sending",
        [
            new("weeklyCap", SettingKind.Number, p => Number(p.WeeklyCap), (b, t) => Number(t) is { } n ? b with { WeeklyCap = n } : null),
            new("tipsADay", SettingKind.Number, p => Number(p.TipsADay), (b, t) => Number(t) is { } n ? b with { TipsADay = n } : null),
            new("daysBetweenTips", SettingKind.Number, p => Number(p.DaysBetweenTips),
                (b, t) => Number(t) is { } n ? b with { DaysBetweenTips = n } : null),
            new("holidays", SettingKind.Lines, p => Lines(p.Holidays.Order().Select(d => LocalDatePattern.Iso.Format(d))),
                (b, t) => Dates(t) is { } days ? b with { Holidays = days } : null),
            new("smsPaidBy", SettingKind.Lines,
                p => Lines(p.SmsPayers.Select(s => $"{LocalDatePattern.Iso.Format(s.From)}, {s.LocalPartner}")),
                (b, t) => Payers(t) is { } payers ? b with { SmsPaidBy = payers } : null),
        ]),
        ("end",
        [
            new("end.endsOn", SettingKind.Text, p => p.End is { } end ? LocalDatePattern.Iso.Format(end.EndsOn) : "",
                (b, t) => t.Length == 0 ? b with { End = null }
                    : LocalDatePattern.Iso.Parse(t) is { Success: true, Value: var day } ? b with { End = new(day) } : null),
            new("end.successor", SettingKind.Text, p => p.End?.Successor ?? "",
                (b, t) => b.End is null || t.Length == 0 ? b : b with { End = b.End with { Successor = t } }),
        ]),
        ("words",
        [
            new("answers", SettingKind.Lines,
                p => Lines(p.Answers.SelectMany(a => a.Texts.OrderBy(t => t.Key, StringComparer.Ordinal)
                    .Select(t => $"{a.Code} {t.Key}: {t.Value}"))),
                (b, t) => Answers(t) is { } answers ? b with { Answers = answers } : null),
        ]),
        ("approvals",
        [
            Second("secondYes.broadcastAbove", SettingKind.Number, s => Number(s.BroadcastAbove),
                (s, t) => Number(t) is { } n ? s with { BroadcastAbove = n } : null),
            Second("secondYes.waitsAlone", SettingKind.Yes, s => YesNo(s.WaitsAlone), (s, t) => s with { WaitsAlone = t.Length > 0 }),
            Second("secondYes.personStops", SettingKind.Yes, s => YesNo(s.PersonStops), (s, t) => s with { PersonStops = t.Length > 0 }),
        ]),
    ];

    /// <summary>The field's id on the page, and the one that a fault of the API's names.</summary>
    public bool IsOf(string? fault) => fault == Name || fault?.StartsWith(Name + ".", StringComparison.Ordinal) == true;

    private static SettingField Self(string name, SettingKind kind, Func<SelfRegistration, string> read,
        Func<SelfRegistrationBody, string, SelfRegistrationBody> write) => new(name, kind, p => read(p.SelfRegistration),
            (b, t) => b with { SelfRegistration = write(b.SelfRegistration!, t) });

    private static SettingField Rule(string name, SettingKind kind, Func<AgreementRules, string> read,
        Func<RulesBody, string, RulesBody?> write) => new(name, kind, p => read(p.Rules),
            (b, t) => write(b.Rules!, t) is { } rules ? b with { Rules = rules } : null);

    private static SettingField Second(string name, SettingKind kind, Func<SecondYes, string> read,
        Func<SecondYesBody, string, SecondYesBody?> write) => new(name, kind, p => read(p.SecondYes),
            (b, t) => write(b.SecondYes!, t) is { } second ? b with { SecondYes = second } : null);

    private static string YesNo(bool yes) => yes ? "1" : "";

    private static string? Set(string typed) => typed.Length == 0 ? null : typed;

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string[] Parts(string typed) =>
        typed.Split(breaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string typed) =>
        int.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static string Days(IReadOnlyList<int> days) => string.Join(", ", days);

    private static IReadOnlyList<int>? Days(string typed) => Each<int>(Parts(typed), part => Number(part));

    private static IReadOnlyList<LocalDate>? Dates(string typed) => Each<LocalDate>(Parts(typed), part => Day(part));

    private static LocalDate? Day(string typed) =>
        LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var day } ? day : null;

    /// <summary>A line each: the first day, a comma, the local partner; nothing behind the comma for the programme itself.</summary>
    private static IReadOnlyList<SmsPayerBody>? Payers(string typed) => Each<SmsPayerBody>(LinesOf(typed), line =>
        line.Split(',', 2, StringSplitOptions.TrimEntries) is [var first, .. var partner] && Day(first) is { } from
            ? new SmsPayerBody(from, partner is [{ Length: > 0 } name] ? name : null)
            : null);

    /// <summary>A line each: the name, a comma, the phone.</summary>
    private static IReadOnlyList<MediatorBody>? Mediators(string typed) => Each<MediatorBody>(LinesOf(typed), line =>
        line.LastIndexOf(',') is var at and > 0 ? new MediatorBody(line[..at].Trim(), line[(at + 1)..].Trim()) : null);

    /// <summary>A line each: the code, the language, a colon, the text.</summary>
    private static IReadOnlyList<CannedAnswerBody>? Answers(string typed)
    {
        var lines = Each<(string Code, string Language, string Text)>(LinesOf(typed), line =>
            line.IndexOf(':', StringComparison.Ordinal) is var at and > 0
                && line[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var code, var language]
                    ? (code.ToLowerInvariant(), language.ToLowerInvariant(), line[(at + 1)..].Trim())
                    : null);
        // One text would go unseen.
        if (lines is null || lines.DistinctBy(l => (l.Code, l.Language)).Count() < lines.Count) return null;
        return [.. lines.GroupBy(l => l.Code, StringComparer.Ordinal)
            .Select(g => new CannedAnswerBody(g.Key, g.ToDictionary(l => l.Language, l => l.Text, StringComparer.Ordinal)))];
    }

    private static string[] LinesOf(string typed) =>
        typed.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What each of them reads as; null where one cannot be read.</summary>
    private static IReadOnlyList<T>? Each<T>(IEnumerable<string> typed, Func<string, object?> read)
    {
        var values = typed.Select(read).ToList();
        return values.Contains(null) ? null : [.. values.Cast<T>()];
    }

    private static string Plain(long minor, string currency) =>
        (minor / (decimal)Currencies.Scale(currency)).ToString("0.###", CultureInfo.InvariantCulture);
}
