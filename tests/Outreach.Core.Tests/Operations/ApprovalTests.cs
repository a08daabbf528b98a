using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Tests.Operations;

/// <summary>An action that needs two holders happens once, by two holders, within a day.</summary>
public sealed class ApprovalTests
{
    private const string Id = "maize.a1";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly AggregateId target = AggregateId.Subscriber("+254711000001");
    private static readonly Command command = new ProviderBlocked("test");

    [Fact]
    public void Another_holders_yes_tells_the_target_once()
    {
        var waiting = Started();
        var approved = Decide(waiting, "second", true, Duration.FromHours(23));
        Assert.Equal(new Tell(target, command), Assert.Single(approved.Effects));
        Assert.Equal((ApprovalStatus.Approved, "second"), (approved.State!.Status, approved.State.DecidedBy));

        var again = Decide(approved.State, "second", true, Duration.FromHours(30));
        Assert.Same(approved.State, again.State);
        Assert.Null(again.Reply);
        Assert.Empty(again.Effects);
        Assert.Equal(ApprovalRefusal.Decided, Decide(approved.State, "third", true, Duration.FromHours(23)).Reply);
        Assert.Equal(ApprovalRefusal.Decided, Decide(approved.State, "second", false, Duration.FromHours(23)).Reply);
    }

    [Fact]
    public void Whoever_started_it_can_take_it_back_and_not_approve_it()
    {
        var waiting = Started();
        Assert.Equal(ApprovalRefusal.SameOwner, Decide(waiting, "first", true, Duration.Zero).Reply);
        var refused = Decide(waiting, "first", false, Duration.Zero);
        Assert.Equal(ApprovalStatus.Refused, refused.State!.Status);
        Assert.Empty(refused.Effects);
        Assert.Equal(ApprovalRefusal.Decided, Decide(refused.State, "second", true, Duration.Zero).Reply);
    }

    [Fact]
    public void After_a_day_it_has_expired_woken_or_not()
    {
        var waiting = Started();
        Assert.Equal(ApprovalRefusal.Expired, Decide(waiting, "second", true, Approval.OpenFor).Reply);
        Assert.Same(waiting, ApprovalDecisions.Decide(waiting, Id, new Wake(), start + Approval.OpenFor - Duration.FromSeconds(1)).State);
        var woken = ApprovalDecisions.Decide(waiting, Id, new Wake(), start + Approval.OpenFor).State!;
        Assert.Equal(ApprovalStatus.Expired, woken.Status);
        Assert.Equal(ApprovalRefusal.Expired, Decide(woken, "second", true, Duration.Zero).Reply);
    }

    [Fact]
    public void Starting_it_twice_starts_it_once_and_none_is_not_found()
    {
        var waiting = Started();
        Assert.Same(waiting, ApprovalDecisions.Decide(waiting, Id, Start(), start).State);
        Assert.Equal(ApprovalRefusal.NotFound, ApprovalDecisions.Decide(null, Id, new DecideApproval("second", true), start).Reply);
    }

    private static StartApproval Start() => new("maize", "test", "p1", target, command, "first");

    private static Approval Started()
    {
        var outcome = ApprovalDecisions.Decide(null, Id, Start(), start);
        Assert.Equal(new WakeAt(new AggregateId(AggregateKind.Approval, Id), start + Approval.OpenFor), Assert.Single(outcome.Effects));
        return outcome.State!;
    }

    private static Outcome<Approval> Decide(Approval approval, string by, bool approve, Duration later) =>
        ApprovalDecisions.Decide(approval, Id, new DecideApproval(by, approve), start + later);
}
