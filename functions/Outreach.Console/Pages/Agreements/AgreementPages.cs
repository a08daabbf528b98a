using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A proposal before it is sent: what would be owed.</summary>
/// <param name="Before">Positive when the farmer is owed.</param>
public sealed record ProposalLook(Money Before, Money After, string Words);

/// <summary>What one side of an agreement is late with.</summary>
public sealed record LateAgreement(Agreement Agreement, IReadOnlyList<Commitment> Parts);

/// <summary>Agreements, from the offer to the end of a dispute.</summary>
internal sealed class AgreementPages(Agreements agreements, Tasks tasks, Approvals approvals, OpenDisputes disputes, Desk desk) : IPages
{
    private const int LateShown = 30;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/agreements", "page.agreements", ListAsync).For(Access.Readers),
        PageEndpoint.Get("{programme}/agreements/{code}", "page.agreement", (call, ct) => ViewAsync(call, null, null, ct))
            .For(Access.Readers, NamedBy.Agreement, "code"),
        PageEndpoint.Post("{programme}/agreements/{code}", "page.agreement.act", ActAsync)
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
    ];

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var programme = call.Programme!.Id;
        var typed = call.Query("code")?.ToUpperInvariant() ?? "";
        if (Codes.HasShape(typed) && await agreements.FindAsync(typed, ct) is { } found && found.Programme == programme)
            return Shown.See(call.To($"agreements/{found.Code}"));
        var open = await tasks.OpenAsync(programme, ct);
        var kinds = open.ToLookup(t => t.Task.Subject, t => LateTask.IsMoney(t.Task.Kind)).Where(k => k.Any(money => money is not null))
            .Take(LateShown).ToList();
        var today = call.Country.Today(call.Now);
        var late = (await Task.WhenAll(kinds.Select(async k => (Agreement: await agreements.FindAsync(k.Key, ct), Kinds: k))))
            .Where(k => k.Agreement?.Programme == programme)
            .SelectMany(k => k.Kinds.OfType<bool>().Distinct().SelectMany(money => LateTask.Of(k.Agreement!, money, today))
                .GroupBy(c => c.From).Select(parts => new LateAgreement(k.Agreement!, [.. parts]))).ToList();
        var disputed = await disputes.FirstAsync(programme, call.Now, ct);
        return Shown.View<AgreementsPage>(call.Words["Nav.agreements"], ("Disputes", disputed), ("Late", late), ("Typed", typed))
            .Reads(disputed.Count + late.Count);
    }

    private async Task<Shown> ViewAsync(PageCall call, FormFault? fault, ProposalLook? look, CancellationToken ct)
    {
        var agreement = (await agreements.FindAsync(Code(call), ct))!;
        var waiting = (await approvals.AllAsync(call.Programme!, ct))
            .Where(a => a.Subject == agreement.Code && a.StatusAt(call.Now) == ApprovalStatus.Waiting).ToList();
        return Shown.View<AgreementPage>(agreement.Code, ("Agreement", agreement), ("Waiting", waiting), ("Look", look), ("Fault", fault))
            .Reads(1, agreement.Code);
    }

    /// <summary>The acts of the page, each by its endpoint of the API.</summary>
    private async Task<Shown> ActAsync(PageCall call, CancellationToken ct)
    {
        var code = Code(call);
        if (call.Optional("look") is not null) return await LookAsync(call, ct);
        var by = call.Field("by");
        var act = call.Field("act") switch
        {
            "pay" => Do("agreement.pay", new { amount = call.Field("amount"), from = call.Field("from"), paidOn = call.Optional("on"),
                again = Ticked("again"), allowOver = Ticked("allowOver") }),
            "deliver" => Do("agreement.deliver", new { by, quantity = call.Field("quantity"), last = Ticked("last"),
                again = Ticked("again"), deliveredOn = call.Optional("on") }),
            "dispute" => Do("agreement.dispute", new { by, about = call.Field("about"), note = call.Field("note") }),
            "withdraw" => Do("agreement.withdraw", null),
            "cancel" => Do("agreement.cancel", new { by }),
            "answer" => Do("agreement.answer", new { by, accept = call.Field("accept") == "yes", ask = Number("ask") }),
            "mediator" => Do("dispute.mediator", new { name = call.Field("name"), phone = call.Field("phone") }),
            "mediatorEnd" => Do("dispute.mediatorEnd", null),
            "heard" => Do("dispute.answer", new { words = call.Field("words") }),
            "propose" => Do("dispute.resolution", new { adjustment = call.Field("adjustment"), words = call.Field("words") }),
            "close" => Do("dispute.close", new { by }),
            _ => null,
        };
        if (act is null) return Shown.Stale;
        var answer = await act;
        if (answer.IsDone()) return Shown.See(call.To($"agreements/{code}"), answer.Waits() ? "Asked" : "Act");
        return answer.Page() ?? (await ViewAsync(call, answer.Fault(), null, ct)).With(answer.Fault()!.PageStatus);

        Task<Answer> Do(string name, object? body) => desk.DoAsync(call, name, body, ("code", code));
        bool Ticked(string field) => call.Optional(field) is not null;
        int Number(string field) => int.TryParse(call.Field(field), out var number) ? number : 0;
    }

    /// <summary>Both new balances, before both sides are asked.</summary>
    private async Task<Shown> LookAsync(PageCall call, CancellationToken ct)
    {
        var agreement = (await agreements.FindAsync(Code(call), ct))!;
        var typed = decimal.TryParse(call.Field("adjustment"), System.Globalization.NumberStyles.Number,
            System.Globalization.CultureInfo.InvariantCulture, out var amount) ? new Exact(amount) : (Exact?)null;
        return typed?.Scaled(Currencies.Decimals(agreement.Currency)) is { } minor
            ? await ViewAsync(call, null, new(agreement.Owed, agreement.OwedAfter(agreement.Money(minor)), call.Field("words")), ct)
            : (await ViewAsync(call, FormFault.Of("adjustment", call.Words["Dispute.NoAmount"]), null, ct)).With(422);
    }

    private static string Code(PageCall call) => Gate.Spelt(NamedBy.Agreement, call.Route("code"));
}
