using Outreach.App;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;

namespace Outreach.Console;

/// <summary>What a programme can be set to, one form a page.</summary>
internal sealed class SettingsPages(Approvals approvals, Desk desk) : IPages
{
    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/settings", "page.settings", SettingsAsync).For(Access.Overseers),
        PageEndpoint.Get("{programme}/settings/{form}", "page.setting", (call, ct) => FormAsync(call, null, ct)).For(Access.Overseers),
        PageEndpoint.Post("{programme}/settings/{form}", "page.setting.save", SaveAsync).For(Access.Admins),
    ];

    private static Task<Shown> SettingsAsync(PageCall call, CancellationToken ct) =>
        Task.FromResult(Shown.View<SettingsPage>(call.Words["Nav.settings"]));

    private async Task<Shown> FormAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        if (FieldsOf(call) is not { } fields) return Shown.NotFound;
        var asked = (await approvals.AllAsync(call.Programme!, ct)).Where(a => a.Kind == ApprovalKinds.Programme).ToList();
        IReadOnlyList<SettingShown> shown = [.. fields.Select(f => new SettingShown(f.Name, f.Kind,
            call.Form.Count > 0 ? call.Field(f.Name) : f.Read(call.Programme!)))];
        // The API may name a part of what is one field here.
        var at = fault is null ? null : fault with { Field = fields.FirstOrDefault(f => f.IsOf(fault.Field))?.Name ?? fault.Field };
        return Shown.View<SettingPage>(call.Words[$"Settings.{call.Route("form")}"], ("Form", call.Route("form")), ("Fields", shown),
            ("Fault", at), ("Waiting", asked.Find(a => a.StatusAt(call.Now) == ApprovalStatus.Waiting)),
            ("Last", asked.Find(a => a.StatusAt(call.Now) == ApprovalStatus.Approved && Touches(a, fields))));
    }

    private async Task<Shown> SaveAsync(PageCall call, CancellationToken ct)
    {
        if (FieldsOf(call) is not { } fields) return Shown.NotFound;
        ProgrammeBody? body = BodyOf(call.Programme!);
        foreach (var field in fields)
        {
            if (field.Write(body, call.Field(field.Name)) is not { } written)
            {
                var fault = FormFault.Of(field.Name, call.Words[$"Settings.Wrong{field.Kind}"]);
                return (await FormAsync(call, fault, ct)).With(fault.PageStatus);
            }
            body = written;
        }
        var answer = await desk.DoAsync(call, "programme.replace", body, ("id", body.Id));
        var here = call.To($"settings/{call.Route("form")}");
        if (answer.IsDone()) return Shown.See(here, answer.Waits() ? "Asked" : "Same");
        return answer.Page() ?? (await FormAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private static IReadOnlyList<SettingField>? FieldsOf(PageCall call) =>
        SettingField.Forms.FirstOrDefault(f => f.Form == call.Route("form")).Fields;

    /// <summary>Whether what was approved named one of these fields: <c>Changes weeklyCap from 5 to 4.</c></summary>
    private static bool Touches(Approval approval, IReadOnlyList<SettingField> fields) =>
        fields.Any(f => approval.About.Contains($" {f.Name} from ", StringComparison.Ordinal)
            || approval.About.Contains($" {f.Name}[", StringComparison.Ordinal)
            || approval.About.Contains($" {f.Name}.", StringComparison.Ordinal));

    private static ProgrammeBody BodyOf(Programme p) => new(p.Id, p.Name, p.Region, p.Crops, p.Signature, p.Currency, RulesBody.Of(p),
        p.Holidays, p.WeeklyCap, SelfRegistrationBody.Of(p.SelfRegistration), SecondYesBody.Of(p.SecondYes), p.TipsADay,
        p.DaysBetweenTips, [.. p.Answers.Select(CannedAnswerBody.Of)], [.. p.SmsPayers.Select(SmsPayerBody.Of)],
        ProgrammeEndBody.Of(p.End));
}
