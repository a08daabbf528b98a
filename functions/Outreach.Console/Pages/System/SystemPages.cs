using Microsoft.AspNetCore.Http;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>For who looks after the whole system: how it is, and what nobody could handle. They belong to no programme.</summary>
internal sealed class SystemPages(SystemHealth health, Poison poison, Desk desk) : IPages
{
    private const int RowsShown = 100;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("health", "page.health", HealthAsync).For(Access.Admins, NamedBy.Everything),
        PageEndpoint.Get("failed", "page.failed", FailedAsync).For(Access.Admins, NamedBy.Everything),
        PageEndpoint.Post("failed", "page.failed.again", AgainAsync).For(Access.Admins, NamedBy.Everything),
    ];

    private async Task<Shown> HealthAsync(PageCall call, CancellationToken ct) =>
        Shown.View<HealthPage>(call.Words["Health.Title"], ("State", await health.LookAsync(ct)));

    private Task<Shown> FailedAsync(PageCall call, CancellationToken ct) => ViewAsync(call, null, ct);

    private async Task<Shown> AgainAsync(PageCall call, CancellationToken ct)
    {
        var answer = call.Optional("id") is { } id
            ? await desk.DoAsync(call, "poison.resend", null, ("id", id))
            : await desk.DoAsync(call, "poison.resend-many", new { queue = call.Optional("queue"), reason = call.Optional("reason") });
        if (answer.IsDone()) return Shown.See("/console/failed", "Again");
        // Somebody else sent it meanwhile: the list says so by itself.
        if (answer.Status == StatusCodes.Status404NotFound) return Shown.See("/console/failed", "Gone");
        return answer.Page() ?? (await ViewAsync(call, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    private async Task<Shown> ViewAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var messages = await poison.ListAsync(call.Query("after") ?? "", RowsShown, ct);
        return Shown.View<FailedPage>(call.Words["Failed.Title"], ("Messages", messages),
            ("Next", messages.Count < RowsShown ? null : messages[^1].Id), ("Fault", fault));
    }
}
