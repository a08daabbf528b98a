using System.Text.Json;
using NodaTime;
using Outreach.App;
using Outreach.Core.Texts;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Mentoring;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Id">Lower-case letters, digits and dashes.</param>
/// <param name="Region">ISO 3166: <c>KE</c>.</param>
/// <param name="Currency">ISO 4217; absent: the country's own.</param>
/// <param name="Signature">The name below reminders.</param>
/// <param name="Holidays">Days without unsolicited messages, beside the country's own holidays.</param>
/// <param name="SelfRegistration">Whether people may register themselves by USSD or SMS; absent: they may not.</param>
/// <param name="WeeklyCap">The most reminders and surveys to one person in seven days.</param>
/// <param name="TipsADay">The most tips to one person in a day.</param>
/// <param name="DaysBetweenTips">Nobody gets a tip who had another within so many days; 0 for no such limit.</param>
/// <param name="Answers">Ready answers for the inbox.</param>
/// <param name="SmsPaidBy">Who pays for the SMS, by the first day of each; absent: the programme itself.</param>
/// <param name="End">When the programme ends, and who goes on; absent: it has no end.</param>
/// <param name="SecondYes">When a broadcast takes two owners, and what stands for the second in a programme with one.</param>
internal sealed record ProgrammeBody(
    string Id, string Name, string Region, IReadOnlyList<string> Crops, string Signature, string? Currency = null,
    RulesBody? Rules = null, IReadOnlyList<LocalDate>? Holidays = null, int? WeeklyCap = null,
    SelfRegistrationBody? SelfRegistration = null, SecondYesBody? SecondYes = null, int? TipsADay = null,
    int? DaysBetweenTips = null, IReadOnlyList<CannedAnswerBody>? Answers = null, IReadOnlyList<SmsPayerBody>? SmsPaidBy = null,
    ProgrammeEndBody? End = null);

/// <param name="Code">The code that coordinators hand out: 3 to 10 capital letters and digits.</param>
/// <param name="ServiceCode">A USSD code of this programme alone, such as <c>*384*7072#</c>.</param>
internal sealed record SelfRegistrationBody(bool Open, string? Code = null, string? ServiceCode = null)
{
    public static SelfRegistrationBody Of(SelfRegistration s) => new(s.Open, Set(s.Code), Set(s.ServiceCode));

    private static string? Set(string text) => text.Length == 0 ? null : text;
}

/// <param name="BroadcastAbove">A broadcast to more people takes two owners.</param>
/// <param name="WaitsAlone">In a programme with one owner, 24 hours without a no stand for the second yes.</param>
/// <param name="PersonStops">In a programme with one owner, 24 hours in which the person can say KEEP stand for the second yes to a number
/// taken off or moved and to an erasure.</param>
internal sealed record SecondYesBody(int? BroadcastAbove = null, bool? WaitsAlone = null, bool? PersonStops = null)
{
    public static SecondYesBody Of(SecondYes s) => new(s.BroadcastAbove, s.WaitsAlone, s.PersonStops);

    public SecondYes ToRule() => new(BroadcastAbove ?? SecondYes.UsualAbove, WaitsAlone ?? false, PersonStops ?? false);
}

/// <param name="Approval">The approval that a second owner has to give before this replaces the present rules.</param>
internal sealed record ProgrammeView(
    string Id, string Name, string Region, string Currency, IReadOnlyList<string> Crops, string Signature,
    RulesBody Rules, IReadOnlyList<LocalDate> Holidays, int WeeklyCap, SelfRegistrationBody SelfRegistration, SecondYesBody SecondYes,
    int TipsADay, int DaysBetweenTips, IReadOnlyList<CannedAnswerBody> Answers, IReadOnlyList<SmsPayerBody> SmsPaidBy,
    ProgrammeEndBody? End, string? Approval = null)
{
    public static ProgrammeView Of(Programme p) =>
        new(p.Id, p.Name, p.Region, p.Currency, p.Crops, p.Signature, RulesBody.Of(p), p.Holidays, p.WeeklyCap,
            SelfRegistrationBody.Of(p.SelfRegistration), SecondYesBody.Of(p.SecondYes), p.TipsADay, p.DaysBetweenTips,
            [.. p.Answers.Select(CannedAnswerBody.Of)], [.. p.SmsPayers.Select(SmsPayerBody.Of)], ProgrammeEndBody.Of(p.End));
}

internal sealed record ProgrammesView(IReadOnlyList<ProgrammeView> Programmes);

/// <summary>Programmes.</summary>
internal sealed class ProgrammeApi(People people, Approvals approvals, IClock clock) : IEndpoints
{
    private const int MostHolidays = 100;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<ProgrammesView>("programmes", "programmes", "Every programme that the key reaches.", ListAsync)
            .For(Access.Readers | Access.Admins, NamedBy.Nothing),
        ApiEndpoint.Post<ProgrammeBody, ProgrammeView>("programmes", "programme.create", "Sets up a programme.", CreateAsync).Creates.For(
            Access.Admins, NamedBy.Body, "id"),
        ApiEndpoint.Post<ProgrammeBody, ProgrammeView>("programmes/{id}", "programme.replace",
            "Writes a programme anew, all but its country and currency, once a second owner with admin approves it.", ReplaceAsync)
            .MayWait.For(Access.Admins, NamedBy.Route, "id"),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct) =>
        Answer.Ok(
            new ProgrammesView([.. (await people.ProgrammesAsync(ct)).Where(p => call.Holder.Reaches(p.Id)).Select(ProgrammeView.Of)]));

    private async Task<Answer> CreateAsync(Call call, ProgrammeBody body, CancellationToken ct)
    {
        var (programme, fault) = ToProgramme(body);
        if (programme is null) return fault!;
        if (TakenFault(programme, await people.ProgrammesAsync(ct)) is { } taken) return taken;
        var there = await people.ProgrammeAsync(body.Id, ct);
        if (there is null) await people.CreateProgrammeAsync(programme, ct);
        else if (Json.Write(there with { Edition = 0 }) != Json.Write(programme))
            return Answer.Conflict("There is another programme of that id.");
        return Answer.Created(ProgrammeView.Of(programme), new(programme.Id, programme.Id, IsWritten: there is null));
    }

    /// <summary>
    /// Existing agreements keep their rules. Currency and country are fixed, because recorded money and phones depend on them.
    /// </summary>
    private async Task<Answer> ReplaceAsync(Call call, ProgrammeBody body, CancellationToken ct)
    {
        if (body.Id != call.Route("id")) return Answer.Bad("id", "id is the one of the path.");
        var (programme, fault) = ToProgramme(body);
        if (programme is null) return fault!;
        if (await people.ProgrammeAsync(body.Id, ct) is not { } there) return Answer.NotFound("There is no programme of that id.");
        if (programme.Region != there.Region) return Answer.Bad("region", "region stays what it is.");
        if (programme.Currency != there.Currency) return Answer.Bad("currency", "currency stays what it is.");
        if (TakenFault(programme, await people.ProgrammesAsync(ct)) is { } taken) return taken;
        var today = Country.OfRegion(there.Region)!.Today(clock.GetCurrentInstant());
        if (ProgrammeEndBody.Fault(there.End, programme.End, today) is { } end) return end;
        programme = programme with { Partner = there.Partner };
        var changed = Changed(there, programme);
        if (changed.Count == 0) return Answer.Changed(ProgrammeView.Of(there), new(there.Id, there.Id, IsWritten: false));
        var start =
            new StartApproval(programme.Id, ApprovalKinds.Programme, programme.Id, AggregateId.Programme(programme.Id),
                new ReplaceProgramme(programme, there.Edition + 1), call.Who, About(changed, text => text));
        var approval = await approvals.StartAsync(call.CommandId("programme|"), start, ct);
        return Answer.Waits(ProgrammeView.Of(there) with { Approval = approval.Id },
            new(programme.Id, programme.Id, $"asked for: {About(changed, Short)}"));
    }

    /// <summary>The values that differ, each with what it is and what it becomes.</summary>
    private static IReadOnlyList<(string Field, string Old, string Next)> Changed(Programme before, Programme after)
    {
        var (old, next) = (Fields(before), Fields(after));
        return [.. old.Keys.Union(next.Keys).Where(f => old.GetValueOrDefault(f) != next.GetValueOrDefault(f))
            .Select(f => (f, old.GetValueOrDefault(f) ?? "none", next.GetValueOrDefault(f) ?? "none"))];
    }

    private static string About(IReadOnlyList<(string Field, string Old, string Next)> changed, Func<string, string> shown) =>
        $"Changes {string.Join(", ", changed.Select(c => $"{c.Field} from {shown(c.Old)} to {shown(c.Next)}"))}.";

    private static Dictionary<string, string> Fields(Programme p) =>
        Values("", JsonSerializer.SerializeToElement(ProgrammeView.Of(p), ApiJson.Options)).ToDictionary();

    /// <summary>Each value by its path, so that of a long list the approver reads what changes, in whole.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Values(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(f => Values(path.Length == 0 ? f.Name : $"{path}.{f.Name}", f.Value)),
        JsonValueKind.Array when value.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.Object) =>
            value.EnumerateArray().SelectMany((v, n) => Values($"{path}[{n + 1}]", v)),
        _ => [KeyValuePair.Create(path, value.GetRawText())],
    };

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    internal static (Programme? Programme, Answer? Fault) ToProgramme(ProgrammeBody body)
    {
        if (Fault(body) is { } fault) return (null, fault);
        var currency = body.Currency ?? Country.OfRegion(body.Region)!.Currency;
        var (rules, noRules) = (body.Rules ?? new()).ToRules(body.Region, currency);
        if (rules is null) return (null, noRules);
        return (new(body.Id, body.Name.Trim(), body.Region, currency, [.. body.Crops.Select(c => c.Trim())], body.Signature.Trim())
        {
            Rules = rules,
            Holidays = body.Holidays ?? [],
            WeeklyCap = body.WeeklyCap ?? Programme.DefaultWeeklyCap,
            TipsADay = body.TipsADay ?? Programme.DefaultTipsADay,
            DaysBetweenTips = body.DaysBetweenTips ?? 0,
            Answers = [.. (body.Answers ?? []).OrderBy(a => a.Code, StringComparer.Ordinal).Select(a => a.ToAnswer())],
            SmsPayers = [.. (body.SmsPaidBy ?? []).OrderBy(s => s.From).Select(s => s.ToPayer())],
            End = body.End?.ToEnd(),
            SecondYes = (body.SecondYes ?? new()).ToRule(),
            SelfRegistration = body.SelfRegistration is { } self
                ? new(self.Open, self.Code ?? "", self.ServiceCode ?? "")
                : SelfRegistration.Closed,
        }, null);
    }

    private static Answer? Fault(ProgrammeBody body)
    {
        if (!Inputs.IsId(body.Id))
            return Answer.Bad("id", "id is 1 to 40 lower-case letters, digits and dashes, and neither none nor all.");
        if ((Inputs.Fault(new TextField("name", body.Name, 1, 80)) ?? Inputs.RiskFault("name", body.Name)
            ?? Inputs.NameFault("signature", body.Signature)) is { } text) return text;
        if (Signatures.Reserved(body.Name) is { } reserved)
            return Answer.Bad("name", $"name {FieldFaults.Of(new TextReading(null, TextFault.Reserved, reserved))}.");
        if (Country.OfRegion(body.Region) is null)
            return Answer.Bad("region", $"region is one of {string.Join(", ", Country.All.Select(c => c.Region))}.");
        if (body.Currency is not null && !Currencies.IsKnown(body.Currency))
            return Answer.Bad("currency", "currency is not one that this system counts in.");
        if (body.Crops.Count == 0) return Answer.Bad("crops", "crops names at least one crop.");
        return Inputs.Fault("crops", body.Crops, 20) ?? Inputs.RiskFault("crops", body.Crops)
            ?? CannedAnswers.Fault(body.Answers ?? [], body.Signature) ?? RestFault(body);
    }

    /// <summary>A name and a code must be unique within a country, as people read them.</summary>
    internal static Answer? TakenFault(Programme programme, IReadOnlyList<Programme> all)
    {
        var mine = programme.SelfRegistration;
        var there = all.Where(p => p.Id != programme.Id && p.Region == programme.Region).ToList();
        if (there.FirstOrDefault(p => Signatures.AreSame(p.Name, programme.Name)) is { } other)
            return Answer.Conflict($"{other.Id} of this country is called {other.Name}: people could not tell the two apart.");
        if (mine.Code.Length == 0 && mine.ServiceCode.Length == 0) return null;
        var others = there.Select(p => p.SelfRegistration).ToList();
        if (mine.Code.Length > 0 && others.Any(o => o.Code == mine.Code))
            return Answer.Conflict("Another programme of this country has that code.");
        return mine.ServiceCode.Length > 0 && others.Any(o => o.ServiceCode == mine.ServiceCode)
            ? Answer.Conflict("Another programme of this country has that USSD code.")
            : null;
    }

    private static Answer? RestFault(ProgrammeBody body)
    {
        if (body.Holidays is { } days && (days.Count > MostHolidays || days.Distinct().Count() != days.Count))
            return Answer.Bad("holidays", $"holidays are at most {MostHolidays} different dates.");
        if (body.SelfRegistration?.Code is { } code && !SelfRegistration.IsCode(code))
            return Answer.Bad("selfRegistration.code", "selfRegistration.code is 3 to 10 capital letters and digits.");
        if (body.SelfRegistration?.Code is { Length: > 0 } word && Signatures.Reserved(word) is { } ours)
            return Answer.Bad("selfRegistration.code",
                $"selfRegistration.code {FieldFaults.Of(new TextReading(null, TextFault.Reserved, ours))}.");
        if (body.SelfRegistration?.ServiceCode is { } dialled
            && !(dialled.Length is >= 4 and <= 20 && dialled.All(c => c is '*' or '#' || char.IsAsciiDigit(c))))
            return Answer.Bad("selfRegistration.serviceCode", "selfRegistration.serviceCode is what people dial, such as *384*7072#.");
        if (body.SecondYes?.BroadcastAbove is < 0 or > 10_000)
            return Answer.Bad("secondYes.broadcastAbove", "secondYes.broadcastAbove is 0 to 10000.");
        if (body.DaysBetweenTips is < 0 or > Audience.MostRestDays)
            return Answer.Bad("daysBetweenTips", $"daysBetweenTips is 0 to {Audience.MostRestDays}.");
        if (body.TipsADay is < 1 or > 20) return Answer.Bad("tipsADay", "tipsADay is 1 to 20.");
        if (SmsPayerBody.Fault(body.SmsPaidBy ?? []) is { } payer) return payer;
        if (body.End?.Fault() is { } end) return end;
        return body.WeeklyCap is < 1 or > 21 ? Answer.Bad("weeklyCap", "weeklyCap is 1 to 21.") : null;
    }
}
