using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;

namespace Outreach.Console;

/// <summary>Tips to many people: priced, drafted, launched, watched.</summary>
internal sealed class BroadcastApi(Broadcasts broadcasts, Lookups lookups) : IEndpoints
{
    private static Answer None { get; } = Answer.NotFound("There is no broadcast of that id.");

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<BroadcastBody, EstimateView>("broadcasts/estimate", "broadcast.estimate",
            "What a broadcast would come to. Nothing is kept.", EstimateAsync).OnlyLooks.For(Access.Readers, NamedBy.Body,
                "audience.programme"),
        ApiEndpoint.Post<BroadcastBody, DraftView>("broadcasts", "broadcast.create",
            "Drafts a broadcast. Nothing is sent before it is launched.", CreateAsync).Creates.For(Access.Coordinators, NamedBy.Body,
                "audience.programme"),
        ApiEndpoint.Get<BroadcastView>("broadcasts/{id}", "broadcast", "A broadcast and how far it has come.", GetAsync)
            .For(Access.Readers, NamedBy.Broadcast, "id"),
        ApiEndpoint.Post<BroadcastView>("broadcasts/{id}/launch", "broadcast.launch", "Begins to send.", LaunchAsync)
            .For(Access.Coordinators, NamedBy.Broadcast, "id"),
        ApiEndpoint.Post<BroadcastView>("broadcasts/{id}/pause", "broadcast.pause", "Stops sending for now.",
            (call, ct) => MoveAsync(call, new PauseBroadcast(), ct)).For(Access.Coordinators, NamedBy.Broadcast, "id"),
        ApiEndpoint.Post<BroadcastView>("broadcasts/{id}/resume", "broadcast.resume", "Goes on after a pause.",
            (call, ct) => MoveAsync(call, new ResumeBroadcast(), ct)).For(Access.Coordinators, NamedBy.Broadcast, "id"),
        ApiEndpoint.Post<BroadcastView>("broadcasts/{id}/cancel", "broadcast.cancel", "Stops sending for good.",
            (call, ct) => MoveAsync(call, new CancelBroadcast(), ct)).For(Access.Coordinators, NamedBy.Broadcast, "id"),
    ];

    private async Task<Answer> EstimateAsync(Call call, BroadcastBody body, CancellationToken ct) =>
        await FaultAsync(body, ct) ?? (await broadcasts.EstimateAsync(body.Audience.ToAudience(), body.Texts, ct) is { } estimate
            ? Answer.Ok(EstimateView.Of(estimate))
            : Answer.Conflict(
                $"The programme has more than {AudienceCounting.AtOnce} people. Draft the broadcast and read its estimate there."));

    private async Task<Answer> CreateAsync(Call call, BroadcastBody body, CancellationToken ct)
    {
        if (await FaultAsync(body, ct) is { } fault) return fault;
        var audience = body.Audience.ToAudience();
        var id = "b" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call.CommandId("broadcast|"))))[..15];
        await broadcasts.CreateAsync(id, new CreateBroadcast(audience, body.Texts, call.Who), ct);
        var broadcast = (await broadcasts.FindAsync(id, ct))!;
        var estimate = await broadcasts.EstimateAsync(broadcast, ct);
        return broadcast.Audience == audience && broadcast.Texts.OrderBy(t => t.Key).SequenceEqual(body.Texts.OrderBy(t => t.Key))
            ? Answer.Created(new DraftView(id, broadcast.Status, estimate is null ? null : EstimateView.Of(estimate)),
                new(audience.Programme, id))
            : Answer.Conflict($"This {Call.KeyHeader} was used for another broadcast, {id}.");
    }

    private async Task<Answer> GetAsync(Call call, CancellationToken ct) =>
        await broadcasts.FindAsync(call.Route("id"), ct) is { } broadcast ? Answer.Ok(await ViewAsync(broadcast, ct)) : None;

    private async Task<Answer> LaunchAsync(Call call, CancellationToken ct)
    {
        if (await broadcasts.FindAsync(call.Route("id"), ct) is not { } broadcast) return None;
        if (broadcast.Status == BroadcastStatus.Draft && await NotFitAsync(broadcast, ct) is { } fault) return fault;
        return await MoveAsync(call, () => broadcasts.LaunchAsync(broadcast.Id, ct), ct);
    }

    /// <summary>The reason that a draft cannot be launched; null when it can.</summary>
    private async Task<Answer?> NotFitAsync(Broadcast broadcast, CancellationToken ct)
    {
        if (await broadcasts.EstimateAsync(broadcast, ct) is not { } estimate)
            return Answer.Conflict("The audience is still being counted. Launch it when the estimate is there.", Named(broadcast.Status));
        if (estimate.MissingLanguages.Count > 0)
            return Answer.Conflict(
                $"There is no text for people who read {string.Join(", ", estimate.MissingLanguages.Keys.Order(StringComparer.Ordinal))}.",
                Named(broadcast.Status));
        return estimate.People == 0 ? Answer.Conflict("Nobody in this audience would be reached.", Named(broadcast.Status)) : null;
    }

    private Task<Answer> MoveAsync(Call call, Command command, CancellationToken ct) =>
        MoveAsync(call, () => broadcasts.ExecuteAsync(call.Route("id"), command, ct), ct);

    private async Task<Answer> MoveAsync(Call call, Func<Task<object?>> move, CancellationToken ct)
    {
        var id = call.Route("id");
        if (await broadcasts.FindAsync(id, ct) is not { } before) return None;
        if (await move() is NotNow now)
            return Answer.Conflict($"The broadcast is {Named(now.Status)}.", Named(now.Status));
        var broadcast = (await broadcasts.FindAsync(id, ct))!;
        return Answer.Changed(await ViewAsync(broadcast, ct),
            new(broadcast.Audience.Programme, id, IsWritten: broadcast.Status != before.Status));
    }

    private async Task<Answer?> FaultAsync(BroadcastBody body, CancellationToken ct) =>
        body.Fault() ?? (await lookups.ProgrammeAsync(body.Audience.Programme, "audience.programme", ct)).Fault;

    private async Task<BroadcastView> ViewAsync(Broadcast broadcast, CancellationToken ct) =>
        BroadcastView.Of(broadcast, (await broadcasts.ProgressAsync(broadcast.Id, ct))!,
            broadcast is { Status: BroadcastStatus.Draft, Count: not null } ? await broadcasts.EstimateAsync(broadcast, ct) : null);

    private static string Named(BroadcastStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
