using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Tips to many people: priced, drafted, launched, watched.</summary>
internal sealed class BroadcastApi(Broadcasts broadcasts, Approvals approvals, LaunchChecks checks, OwnerBudgets budgets,
    AudienceReading reading, AudienceWords whose, Lookups lookups, People people, IClock clock) : IEndpoints
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
        ApiEndpoint.Post<TrialBody, BroadcastView>("broadcasts/{id}/trial", "broadcast.trial",
            "Sends every text of a draft to a coordinator of the programme at once, as its readers would get it.", TryAsync)
            .For(Access.Coordinators, NamedBy.Broadcast, "id"),
        ApiEndpoint.Get<BroadcastsView>("broadcasts", "broadcasts", "A programme's broadcasts, the newest first, in stretches.", ListAsync,
            "programme", "after", "take").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Get<BroadcastView>("broadcasts/{id}", "broadcast", "A broadcast and how far it has come.", GetAsync)
            .For(Access.Readers, NamedBy.Broadcast, "id"),
        ApiEndpoint.GetFile("broadcasts/{id}/report/csv", "broadcast.report", "A broadcast's report as a table for a spreadsheet.",
            Csv.Media, ReportAsync).For(Access.Readers, NamedBy.Broadcast, "id"),
        ApiEndpoint.Post<BroadcastView>("broadcasts/{id}/launch", "broadcast.launch",
            "Begins to send, where the month's budget has the money; to many people or for much of the budget, out of hours, or with an "
                + "amount, a link, a number or a PIN in it, once a second owner approves it.", LaunchAsync)
            .MayWait.For(Access.Coordinators, NamedBy.Broadcast, "id"),
        ApiEndpoint.Post<BroadcastView>("broadcasts/{id}/pause", "broadcast.pause", "Stops sending for now.",
            (call, ct) => MoveAsync(call, new PauseBroadcast(), ct)).For(Access.Coordinators, NamedBy.Broadcast, "id"),
        ApiEndpoint.Post<BroadcastView>("broadcasts/{id}/resume", "broadcast.resume", "Goes on after a pause.",
            (call, ct) => MoveAsync(call, new ResumeBroadcast(), ct)).For(Access.Coordinators, NamedBy.Broadcast, "id"),
        ApiEndpoint.Post<BroadcastView>("broadcasts/{id}/cancel", "broadcast.cancel", "Stops sending for good.",
            (call, ct) => MoveAsync(call, new CancelBroadcast(), ct)).For(Access.Coordinators, NamedBy.Broadcast, "id"),
    ];

    private async Task<Answer> EstimateAsync(Call call, BroadcastBody body, CancellationToken ct)
    {
        var (audience, hour, fault) = await ReadAsync(body, ct);
        if (audience is null) return fault!;
        return await broadcasts.EstimateAsync(audience, body.Texts, ct, hour) is { } estimate
            ? Answer.Ok(EstimateView.Of(estimate))
            : Answer.Conflict($"The programme has more than {Audiences.AtOnce} people. Draft the broadcast and read its estimate there.");
    }

    private async Task<Answer> CreateAsync(Call call, BroadcastBody body, CancellationToken ct)
    {
        var (audience, hour, fault) = await ReadAsync(body, ct);
        if (audience is null) return fault!;
        var id = "b" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call.CommandId("broadcast|"))))[..15];
        await broadcasts.CreateAsync(id, new CreateBroadcast(audience, body.Texts, call.Who, hour), ct);
        var broadcast = (await broadcasts.FindAsync(id, ct))!;
        var estimate = await broadcasts.EstimateAsync(broadcast, ct);
        return IsSame(broadcast, audience, body.Texts) && broadcast.Hour == hour
            ? Answer.Created(new DraftView(id, broadcast.Status, estimate is null ? null : EstimateView.Of(estimate)),
                new(audience.Programme, id))
            : Answer.Conflict($"This {Call.KeyHeader} was used for another broadcast, {id}.");
    }

    private static bool IsSame(Broadcast broadcast, Audience audience, Dictionary<string, string> texts) =>
        Json.Write(broadcast.Audience) == Json.Write(audience)
            && broadcast.Texts.OrderBy(t => t.Key).SequenceEqual(texts.OrderBy(t => t.Key));

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var rows = stretch.Of(await broadcasts.ListAsync(place.Programme.Id, ct), b => Newest.Key(b.CreatedAt, b.Id));
        return Answer.Shows(new BroadcastsView([.. rows.Select(BroadcastRowView.Of)],
            stretch.Next(rows, b => Newest.Key(b.CreatedAt, b.Id))), place.Programme.Id, rows.Count);
    }

    private async Task<Answer> GetAsync(Call call, CancellationToken ct) =>
        await broadcasts.FindAsync(call.Named.Id, ct) is { } broadcast ? Answer.Ok(await ViewAsync(broadcast, ct)) : None;

    private async Task<Answer> ReportAsync(Call call, CancellationToken ct)
    {
        if (await broadcasts.FindAsync(call.Named.Id, ct) is not { } broadcast) return None;
        var report = ReportView.Of((await broadcasts.ProgressAsync(broadcast.Id, ct))!.Report);
        return Answer.Shows(Csv.Of(ReportRow.Of(report)), broadcast.Audience.Programme, shown: 1);
    }

    private async Task<Answer> TryAsync(Call call, TrialBody body, CancellationToken ct)
    {
        if (await broadcasts.FindAsync(call.Named.Id, ct) is not { } broadcast) return None;
        var (place, _) = await lookups.ProgrammeAsync(broadcast.Audience.Programme, "programme", ct);
        var (party, fault) = await lookups.PartyAsync(place!, "to", body.To, Role.Coordinator, ct);
        if (party is null) return fault!;
        var person = (await people.FindAsync(place!.Programme.Id, party.PersonId, ct))!;
        var subscriber = await people.SubscriberAsync(party.Phone, ct);
        if (!person.IsWritten || subscriber?.StopsFor(subscriber.Find(person.Details.Key)) != false)
            return Answer.Conflict("This person takes no messages from us, or cannot be reached.");
        if (LaunchChecks.LeadsAway(broadcast) is { } leads)
            return Answer.Conflict($"A text with {leads} goes to nobody before a second owner approves it.");
        var trial = new TryTip(call.CommandId("trial|"), person.Row() with { Phone = party.Phone });
        var segments = TipText.Read(broadcast.Texts).Texts!.Values.Sum(t => Segments.Of(t.For(trial.To)).Count);
        if (!await budgets.FitsAsync(call.Who, trial.Id, segments, ct))
            return Answer.Conflict("This is more than one owner may send in a day.");
        return await broadcasts.ExecuteAsync(broadcast.Id, trial, ct) switch
        {
            NotNow now => Answer.Conflict($"The broadcast is {ApiJson.Name(now.Status)}.", ApiJson.Name(now.Status)),
            TriedOften => Answer.Conflict($"A draft is sent to coordinators {Broadcast.MostTrials} times at most."),
            _ => Answer.Changed(await ViewAsync(broadcast, ct), new(place.Programme.Id, broadcast.Id, $"to {party.PersonId}")),
        };
    }

    private async Task<Answer> LaunchAsync(Call call, CancellationToken ct)
    {
        if (await broadcasts.FindAsync(call.Named.Id, ct) is not { } broadcast) return None;
        if (broadcast.Status == BroadcastStatus.Draft)
        {
            var (place, ended) = await lookups.OpenAsync(broadcast.Audience.Programme, "programme", ct);
            if (place is null) return ended!;
            var (estimate, fault) = await FitAsync(broadcast, ct);
            if (fault is not null) return fault;
            if (await checks.LacksAsync(place, broadcast, estimate!, ct) is { } lacks)
                return Answer.Conflict(lacks, ApiJson.Name(broadcast.Status));
            if (!await budgets.FitsAsync(call.Who, broadcast.Id, estimate!.Segments, ct))
                return Answer.Conflict("This is more than one owner may send in a day.", ApiJson.Name(broadcast.Status));
            return await checks.WhyTwoAsync(place, broadcast, estimate, looks: false, ct) is { } why
                ? await AskAsync(call, broadcast, estimate, why.Words, ct)
                : await MoveAsync(call, () => broadcasts.LaunchAsync(broadcast.Id, ct, estimate), ct);
        }
        return await MoveAsync(call, () => broadcasts.LaunchAsync(broadcast.Id, ct), ct);
    }

    /// <summary>What a draft would come to, or the reason that it cannot be launched.</summary>
    private async Task<(Estimate? Estimate, Answer? Fault)> FitAsync(Broadcast broadcast, CancellationToken ct)
    {
        if (await broadcasts.EstimateAsync(broadcast, ct) is not { } estimate)
            return (null,
                Answer.Conflict("The audience is still being counted. Launch it when the estimate is there.",
                    ApiJson.Name(broadcast.Status)));
        if (estimate.MissingLanguages.Count > 0)
            return (null, Answer.Conflict(
                $"There is no text for people who read {string.Join(", ", estimate.MissingLanguages.Keys.Order(StringComparer.Ordinal))}.",
                ApiJson.Name(broadcast.Status)));
        return (estimate,
            estimate.People == 0 ? Answer.Conflict("Nobody in this audience would be reached.", ApiJson.Name(broadcast.Status)) : null);
    }

    private async Task<Answer> AskAsync(Call call, Broadcast broadcast, Estimate estimate, string why, CancellationToken ct)
    {
        var (programme, people) = (broadcast.Audience.Programme, estimate.People);
        var whom = await whose.OfAsync(broadcast.Audience, ct);
        var when = TipHours.Written(broadcast.Hour) is { } at ? $", at {at.Replace('T', ' ')} where they are" : "";
        var texts = string.Join(" / ", broadcast.Texts.OrderBy(t => t.Key).Select(t => t.Value));
        var about = $"To {people} people {whom}{when}, {why}: {texts}";
        var launch = await broadcasts.LaunchAsync(programme, estimate, new Work(Arrival.Request), ct);
        var start =
            new StartApproval(programme, ApprovalKinds.Broadcast, broadcast.Id, AggregateId.Broadcast(broadcast.Id), launch, call.Who,
                about);
        var approval = await approvals.StartAsync(call.CommandId("launch|"), start, ct);
        return Answer.Waits((await ViewAsync(broadcast, ct)) with { Approval = approval.Id },
            new(programme, broadcast.Id, $"asked for, to {people} people, {why}"));
    }

    private Task<Answer> MoveAsync(Call call, Command command, CancellationToken ct) =>
        MoveAsync(call, () => broadcasts.ExecuteAsync(call.Named.Id, command, ct), ct);

    private async Task<Answer> MoveAsync(Call call, Func<Task<object?>> move, CancellationToken ct)
    {
        var id = call.Named.Id;
        if (await broadcasts.FindAsync(id, ct) is not { } before) return None;
        switch (await move())
        {
            case NotNow now: return Answer.Conflict($"The broadcast is {ApiJson.Name(now.Status)}.", ApiJson.Name(now.Status));
            case HourPassed: return Answer.Conflict("Its hour is over. Draft it again with another.", ApiJson.Name(before.Status));
        }
        var broadcast = (await broadcasts.FindAsync(id, ct))!;
        return Answer.Changed(await ViewAsync(broadcast, ct),
            new(broadcast.Audience.Programme, id, IsWritten: broadcast.Status != before.Status));
    }

    private async Task<(Audience? Audience, TipHour? Hour, Answer? Fault)> ReadAsync(BroadcastBody body, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return (null, null, fault);
        var (place, none) = await lookups.OpenAsync(body.Audience.Programme, "audience.programme", ct);
        if (place is null) return (null, null, none);
        var (audience, wrong) = await reading.ReadAsync(body.Audience, place, ct);
        if (audience is null) return (null, null, wrong);
        var (hour, late) = TipHours.Read(body.At, place, clock.GetCurrentInstant());
        return late is null ? (audience, hour, null) : (null, null, late);
    }

    private async Task<BroadcastView> ViewAsync(Broadcast broadcast, CancellationToken ct) =>
        BroadcastView.Of(broadcast, (await broadcasts.ProgressAsync(broadcast.Id, ct))!,
            broadcast is { Status: BroadcastStatus.Draft, Count: not null } ? await broadcasts.EstimateAsync(broadcast, ct) : null);
}
