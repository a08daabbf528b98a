using System.Globalization;
using System.Text;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Course files, who is in a course, and certificates.</summary>
internal sealed class CourseApi(Courses courses, Intakes intakes, Engine engine, Approvals approvals, Lookups lookups, ITables tables,
    People people, AudienceReading reading, Audiences audiences, NodaTime.IClock clock) : IEndpoints
{
    private const string Yaml = "application/yaml";

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<CoursesView>("courses", "courses", "The courses of a programme, every version.", ListAsync, "programme")
            .For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<CourseCheckView>("courses/check", "course.check",
            "Reads a course file and says what is wrong with it, by line and path. Publishes nothing.", Yaml, CheckAsync, "programme")
            .OnlyLooks.For(Access.Coordinators, NamedBy.Query),
        ApiEndpoint.Post<CourseView>("courses", "course.publish",
            "Publishes the next version of a course from its file, which stays as it is for ever. Those who are in the course get "
                + "corrected words once a second owner approves them.", Yaml, PublishAsync, "programme")
            .Creates.For(Access.Coordinators, NamedBy.Query),
        ApiEndpoint.GetFile("courses/{programme}/{id}/{version}", "course.file", "The file of one version of a course.", Yaml, FileAsync)
            .For(Access.Readers, NamedBy.Route),
        ApiEndpoint.Post<WithdrawBody, CourseView>("courses/{id}/withdraw", "course.withdraw",
            "Takes a course back: who is in it gets one closing SMS, and nobody can join.", WithdrawAsync)
            .For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Post<EnrolBody, IntakeView>("courses/{id}/enrol", "course.enrol",
            "Puts people into a course, asking each first unless invite is false; above the programme's number of people once a second "
                + "owner approves it.", EnrolAsync).MayWait.For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Get<IntakeView>("courses/{programme}/intakes/{id}", "course.intake", "How far an enrolment is, and who was left out.",
            IntakeAsync).For(Access.Readers, NamedBy.Route),
        ApiEndpoint.Get<LearnerView>("courses/{programme}/learners/{personId}", "course.learner", "A person's courses.", LearnerAsync)
            .For(Access.Readers, NamedBy.Route),
        ApiEndpoint.Post<LeaveCourseBody, LearnerView>("courses/{id}/leave", "course.leave",
            "Takes a person out of a course, without an SMS.",
            LeaveAsync).For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Get<CertificateView>("certificates/{code}", "certificate", "A certificate, by its code.", CertificateAsync)
            .For(Access.Verifiers, NamedBy.Certificate, "code"),
    ];

    private static Answer NoCourse { get; } = Answer.NotFound("There is no course of that id in this programme.");

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var shelf = await courses.ShelfAsync(place.Programme.Id, ct);
        return Answer.Ok(new CoursesView([.. shelf.All.Select(p => CourseView.Of(p, shelf.IsWithdrawn(p.Course.Id, p.Course.Version)))]));
    }

    private Task<Answer> CheckAsync(Call call, CancellationToken ct) =>
        Task.FromResult(Answer.Ok(CourseCheckView.Of(CourseFile.Read(Text(call)))));

    private async Task<Answer> PublishAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (text, reading) = (Text(call), CourseFile.Read(Text(call)));
        if (reading.Course is not { } course)
            return reading.Faults[0] is var first
                ? Answer.Bad(first.Path.Length > 0 ? first.Path : "body",
                    $"Line {first.Line}: {first.Text} courses/check lists all faults.")
                : NoCourse;
        var texts = CourseCheck.TextsOf(course).SelectMany(t => t.Texts.Values).ToList();
        if (await people.TraderInAsync(place.Programme.Id, texts, ct) is { } named)
            return Answer.Bad("body", $"A course names no trader of the programme, and this one names {named.Name}.");
        var before = await courses.ShelfAsync(place.Programme.Id, ct);
        switch (await courses.PublishAsync(place.Programme.Id, course, text, call.Who, ct))
        {
            case CourseRefusal.NotNext: return Answer.Conflict("version is the number after the newest version, or 1 for a new course.");
            case CourseRefusal.Taken: return Answer.Conflict("This version was published with other words; a version stays as it is.");
            case CourseRefusal.KeyChanged:
                return Answer.Conflict("A question that keeps its key has another right answer or other options; give it another key.");
        }
        var published = (await courses.ShelfAsync(place.Programme.Id, ct)).Find(course.Id, course.Version)!;
        var approval = before.CorrectedBy(course) is { } corrected
            ? await AskAsync(call, place.Programme.Id, corrected, published, ct)
            : null;
        var version = string.Create(CultureInfo.InvariantCulture, $"version {course.Version}, {published.Hash[..12]}");
        return Answer.Created(CourseView.Of(published, false, reading.Faults) with { Approval = approval?.Id },
            new(place.Programme.Id, course.Id, version, IsWritten: before.Find(course.Id, course.Version) is null));
    }

    /// <summary>Other words for those who are in a course are written by two owners, as a broadcast is.</summary>
    private Task<Approval> AskAsync(Call call, string programme, Course before, PublishedCourse after, CancellationToken ct)
    {
        var changes = CourseWords.Changes(before, after.Course);
        var about = string.Create(CultureInfo.InvariantCulture,
            $"Who is in {before.Id} goes on with version {after.Course.Version}. {string.Join("; ", changes.Take(CourseWords.MostShown))}")
            + (changes.Count > CourseWords.MostShown ? $"; and {changes.Count - CourseWords.MostShown} more, in the files." : ".");
        return approvals.StartAsync(call.CommandId("correct|"), new StartApproval(programme, ApprovalKinds.Correction, before.Id,
            AggregateId.Course(programme, before.Id), new CorrectCourse(after.Course.Version, after.Hash), call.Who, about), ct);
    }

    private async Task<Answer> FileAsync(Call call, CancellationToken ct)
    {
        var shelf = Inputs.IsKey(call.Route("programme")) ? await courses.ShelfAsync(call.Route("programme"), ct) : null;
        return int.TryParse(call.Route("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && shelf?.Find(call.Route("id"), version) is { } found
            ? Answer.Ok(new FileBody(Yaml + "; charset=utf-8", found.Text))
            : NoCourse;
    }

    private async Task<Answer> WithdrawAsync(Call call, WithdrawBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var shelf = await courses.ShelfAsync(place.Programme.Id, ct);
        if (shelf.All.Where(p => p.Course.Id == call.Route("id")).MaxBy(p => p.Course.Version) is not { } newest) return NoCourse;
        var was = shelf.IsWithdrawn(newest.Course.Id, newest.Course.Version);
        if (!was) await courses.WithdrawAsync(place.Programme.Id, newest.Course.Id, ct);
        return Answer.Changed(CourseView.Of(newest, true), new(place.Programme.Id, newest.Course.Id, IsWritten: !was));
    }

    private async Task<Answer> EnrolAsync(Call call, EnrolBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.OpenAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (body.People is { Count: > Intake.MostNamed or 0 }) return Answer.Bad("people", $"people are 1 to {Intake.MostNamed} ids.");
        if (body.People?.FirstOrDefault(p => !Inputs.IsKey(p)) is { } wrong) return Answer.Bad("people", $"{wrong} is no person's id.");
        var (query, fault) = await reading.QueryAsync(place.Programme, "", body.Query, body.Group, ct);
        if (query is null) return fault!;
        var programme = place.Programme.Id;
        var shelf = await courses.ShelfAsync(programme, ct);
        if (shelf.Cards.FirstOrDefault(c => c.Id == call.Route("id")) is not { } course) return NoCourse;
        if (course.Start.From == StartFrom.Planting && body.Planted is null)
            return Answer.Bad("planted", "This course counts from planting: send the day as planted.");
        var id = AggregateId.Intake(programme, Core.Values.Chain.Next("", call.CommandId("intake|"))[..20]);
        var start = new StartIntake(course, call.Who, body.People, query.Understood, body.Invite ?? true, body.Planted);
        if (await intakes.FindAsync(id.Key, ct) is null && await CountAsync(id, start, ct) is var count
            && count > place.Programme.SecondYes.BroadcastAbove) return await AskAsync(call, id, start, count, ct);
        await intakes.StartAsync(id, start, ct);
        return Answer.Changed(IntakeView.Of((await intakes.FindAsync(id.Key, ct))!), new(programme, course.Id, $"enrolment {id.Key}"));
    }

    /// <summary>So many people at once are written to by two owners, as a broadcast is.</summary>
    private async Task<Answer> AskAsync(Call call, AggregateId id, StartIntake start, int count, CancellationToken ct)
    {
        var programme = AggregateId.ProgrammeOf(id.Key);
        var title = string.Join(" / ", start.Course.Title.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value));
        var approval = await approvals.StartAsync(call.CommandId("enrol|"), new StartApproval(programme, ApprovalKinds.Enrolment,
            start.Course.Id, id, start, call.Who, string.Create(CultureInfo.InvariantCulture,
                $"Puts {count} people {Whom(start)}into {start.Course.Id} version {start.Course.Version} ({title}), ")
                + (start.Invite ? "asked first." : "not asked first.")),
            ct);
        var view = new IntakeView(id.Key[(programme.Length + 1)..], programme, start.Course.Id, start.Course.Version, false, 0,
            new Dictionary<Core.Texts.NotEnrolled, int>(), approval.Id);
        return Answer.Waits(view, new(programme, start.Course.Id, "asked for"));
    }

    private static string Whom(StartIntake start) => start.Query.Length == 0 ? "" : $"({start.Query}) ";

    /// <summary>How many people it would be. One read for each thousand of the programme, or two where the query needs it.</summary>
    private async Task<int> CountAsync(AggregateId id, StartIntake start, CancellationToken ct)
    {
        if (start.People is { } named) return named.Count;
        var programme = AggregateId.ProgrammeOf(id.Key);
        var look = await audiences.OpenAsync(new(programme, start.Query), id.Key, clock.GetCurrentInstant(), ct);
        var count = 0;
        for (var page = new Audiences.Page([], "", false); !page.IsLast;)
        {
            page = await look.NextAsync(page.Cursor, ct);
            count += page.People.Count(r => start.Course.Audience.Fits(r.Role, r.Place, r.Crops));
        }
        return count;
    }

    private async Task<Answer> IntakeAsync(Call call, CancellationToken ct) =>
        Inputs.IsKey(call.Route("programme")) && Inputs.IsKey(call.Route("id"))
            && await intakes.FindAsync($"{call.Route("programme")}.{call.Route("id")}", ct) is { } intake
            ? Answer.Ok(IntakeView.Of(intake))
            : Answer.NotFound("There is no enrolment of that id in this programme.");

    private async Task<Answer> LearnerAsync(Call call, CancellationToken ct)
    {
        var (programme, person) = (call.Route("programme"), call.Route("personId"));
        if (!Inputs.IsKey(programme) || !Inputs.IsKey(person) || await tables.GetAsync(Keys.Person(programme, person), ct) is null)
            return Answer.NotFound("There is no person of that id in this programme.");
        var learner = await engine.StateAsync<Learner>(new Work(Arrival.Request), AggregateId.Learner(programme, person), ct);
        return Answer.Ok(LearnerView.Of(programme, person, learner));
    }

    private async Task<Answer> LeaveAsync(Call call, LeaveCourseBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var id = AggregateId.Learner(place.Programme.Id, body.PersonId);
        var learner = Inputs.IsKey(body.PersonId) ? await engine.StateAsync<Learner>(new Work(Arrival.Request), id, ct) : null;
        if (learner?.Find(call.Route("id")) is null) return Answer.NotFound("This person is not in that course.");
        await engine.ExecuteAsync(new Work(Arrival.Request), id, new LeaveCourse(call.CommandId("leave|"), call.Route("id")),
            $"leave|{id}", ct);
        var after = await engine.StateAsync<Learner>(new Work(Arrival.Request), id, ct);
        return Answer.Changed(LearnerView.Of(place.Programme.Id, body.PersonId, after),
            new(place.Programme.Id, body.PersonId, call.Route("id"), IsWritten: learner.Find(call.Route("id"))!.IsRunning));
    }

    private async Task<Answer> CertificateAsync(Call call, CancellationToken ct) =>
        await courses.CertificateAsync(call.Named.Id, ct) is { } certificate
            ? Answer.Ok(CertificateView.Of(certificate))
            : Answer.NotFound("There is no certificate of that code.");

    private static string Text(Call call) => Encoding.UTF8.GetString(call.Canonical);
}
