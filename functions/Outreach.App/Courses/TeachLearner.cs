using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Takes a learner's next step at its time: looks up the course, whether the person is reached, and the holidays.</summary>
public sealed class TeachLearner(Engine engine, Courses courses, SmsSender sms, PinHasher pins)
{
    public async Task ContinueAsync(Work work, AggregateId id, CancellationToken ct)
    {
        var learner = await engine.StateAsync<Learner>(work, id, ct);
        if (learner?.NextAt is not { } due || due > engine.Now(work)) return;
        var shelf = await courses.ShelfAsync(learner.Programme, ct);
        var programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(learner.Programme), ct);
        // With the programme its courses end, and who is in one reads so.
        var isOver = programme?.IsOverAt(engine.Now(work)) == true;
        var taught = learner.Running.Select(e => new TaughtCourse(e.Course, isOver ? null : shelf.Taught(e.Course, e.Version),
            pins.Secret($"certificate|{id.Key}|{e.Course}"))).ToList();
        var order = SmsOrder.To(learner.Phone, Purpose.Tip, new CourseEndedSms("", 0, learner.Enrolments[0].Title), learner.Programme,
            engine.Now(work)) with { PersonId = learner.PersonId };
        var reached = await sms.ReachedAsync(engine, work, order, ct);
        await engine.ExecuteAsync(work, id, new TeachNow(taught, reached?.Phone, reached?.Name ?? "", programme?.Holidays ?? []),
            $"teach|{id}", ct);
    }
}
