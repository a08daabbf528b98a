namespace Outreach.Console.Tests;

public sealed partial class AccessTests
{
    /// <summary>
    /// One request per endpoint about the programme maize; a key of the programme beans with every role must get no data.
    /// </summary>
    internal static readonly Dictionary<string, Func<World, string, Task<Reply>>> requests = new()
    {
        ["account"] = async (w, who) => await w.AsAsync(who, $"/api/v1/accounts/maize/{await PersonAsync(w)}"),
        ["account.statement"] = async (w, who) => await w.AsAsync(who, $"/api/v1/accounts/maize/{await PersonAsync(w)}/statement"),
        ["account.verify"] = (w, who) => w.AsAsync(who, "/api/v1/accounts/verify", new { programme = "maize" }),
        ["accounts"] = (w, who) => AfterAsync(w.ConfirmedAsync(), w, who, "/api/v1/accounts?programme=maize"),
        ["agreements"] = (w, who) => AfterAsync(w.OfferedAsync(), w, who, "/api/v1/agreements?programme=maize"),
        ["agreement"] = async (w, who) => await w.AsAsync(who, $"/api/v1/agreements/{await w.OfferedAsync()}"),
        ["agreement.offer"] = (w, who) => w.AsAsync(who, "/api/v1/agreements", Some.Offer()),
        ["agreement.answer"] =
            async (w, who) => await DoAsync(w, who, await w.OfferedAsync(), "answers", new { by = "farmer", accept = true, ask = 1 }),
        ["agreement.counter"] =
            async (w, who) => await DoAsync(w, who, await w.OfferedAsync(), "counter-offers", new { by = "farmer", ask = 1, price = 46 }),
        ["agreement.withdraw"] = async (w, who) => await DoAsync(w, who, await w.OfferedAsync(), "withdraw", ""),
        ["agreement.cancel"] = async (w, who) => await DoAsync(w, who, await w.ConfirmedAsync(), "cancel", new { by = "farmer" }),
        ["agreement.deliver"] =
            async (w, who) => await DoAsync(w, who, await w.ConfirmedAsync(), "deliveries", new { by = "farmer", quantity = 5 }),
        ["agreement.correct"] = async (w, who) =>
        {
            var code = await w.ConfirmedAsync();
            await w.SayAsync(code, "deliveries", new { by = "farmer", quantity = 5 });
            return await DoAsync(w, who, code, "deliveries/corrections", new { by = "trader", ask = 2, quantity = 4 });
        },
        ["agreement.pay"] = async (w, who) => await DoAsync(w, who, await w.ConfirmedAsync(), "payments", new { amount = 10 }),
        ["agreement.mistakes"] = async (w, who) => await w.AsAsync(who, $"/api/v1/agreements/{await w.ConfirmedAsync()}/mistakes"),
        ["agreement.reverse"] = async (w, who) =>
        {
            var code = await w.ConfirmedAsync();
            await w.DoAsync(code, "payments", new { amount = 10 });
            return await DoAsync(w, who, code, "reversals", new { fact = 1 });
        },
        ["agreement.report"] =
            async (w, who) => await DoAsync(w, who, await w.ConfirmedAsync(), "payments/reports", new { by = "trader", amount = 5 }),
        ["agreement.dispute"] =
            async (w, who) => await DoAsync(w, who, await w.ConfirmedAsync(), "dispute", new { by = "farmer", about = "weight" }),
        ["dispute.close"] = async (w, who) => await DoAsync(w, who, await w.DisputedAsync(), "dispute/close", new { by = "farmer" }),
        ["dispute.mediator"] =
            async (w,
                who) =>
                    await DoAsync(w, who, await w.DisputedAsync(), "dispute/mediator", new { name = "Mama Asha", phone = "0711000077" }),
        ["dispute.mediatorEnd"] = async (w, who) => await DoAsync(w, who, await w.DisputedAsync(), "dispute/mediator/end", ""),
        ["dispute.answer"] =
            async (w, who) => await DoAsync(w, who, await w.DisputedAsync(), "dispute/answer", new { words = "Both were heard." }),
        ["dispute.resolution"] =
            async (w,
                who) =>
                    await DoAsync(w, who, await w.DisputedAsync(), "dispute/resolution", new { adjustment = 0, words = "Shake hands." }),
        ["audit"] = (w, who) => w.AsAsync(who, "/api/v1/audit?programme=maize"),
        ["audit.verify"] = (w, who) => w.AsAsync(who, "/api/v1/audit/verify?programme=maize"),
        ["approvals"] = (w, who) => w.AsAsync(who, "/api/v1/approvals?programme=maize"),
        ["approval.approve"] = async (w, who) => await w.AsAsync(who, $"/api/v1/approvals/{await w.WaitingAsync()}/approve", ""),
        ["approval.refuse"] = async (w, who) => await w.AsAsync(who, $"/api/v1/approvals/{await w.WaitingAsync()}/refuse", ""),
        ["broadcast"] = async (w, who) => await w.AsAsync(who, $"/api/v1/broadcasts/{await w.DraftedAsync()}"),
        ["broadcasts"] = async (w, who) =>
        {
            await w.DraftedAsync();
            return await w.AsAsync(who, "/api/v1/broadcasts?programme=maize");
        },
        ["budget"] = (w, who) => w.AsAsync(who, "/api/v1/budgets/maize"),
        ["budget.set"] = (w, who) => w.AsAsync(who, "/api/v1/budgets/maize", new { limits = Array.Empty<object>() }),
        ["broadcast.estimate"] = (w, who) => w.AsAsync(who, "/api/v1/broadcasts/estimate", Some.Tip(null, ("sw", "Habari."))),
        ["broadcast.create"] = (w, who) => w.AsAsync(who, "/api/v1/broadcasts", Some.Tip(null, ("sw", "Habari."))),
        ["broadcast.launch"] = async (w, who) => await w.AsAsync(who, $"/api/v1/broadcasts/{await w.DraftedAsync()}/launch", ""),
        ["broadcast.trial"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/broadcasts/{await w.DraftedAsync()}/trial", new { to = await w.CoordinatorAsync() }),
        ["broadcast.report"] = async (w, who) => await w.AsAsync(who, $"/api/v1/broadcasts/{await w.DraftedAsync()}/report/csv"),
        ["broadcast.pause"] = (w, who) => MoveAsync(w, who, "pause", "launch"),
        ["broadcast.resume"] = (w, who) => MoveAsync(w, who, "resume", "launch", "pause"),
        ["broadcast.cancel"] = (w, who) => MoveAsync(w, who, "cancel"),
        ["figures"] = (w, who) => w.AsAsync(who, "/api/v1/figures?programme=maize"),
        ["figures.board"] = (w, who) => w.AsAsync(who, "/api/v1/figures/board?programme=maize"),
        ["figures.board.change"] = (w, who) =>
            w.AsAsync(who, "/api/v1/figures/board", new { programme = "maize", open = true, replaces = 0 }),
        ["figures.joint"] = (w, who) => w.AsAsync(who, "/api/v1/figures/joint?programme=maize"),
        ["partner"] = async (w, who) => await w.AsAsync(who, $"/api/v1/partners/{await UnionAsync(w)}"),
        ["partner.create"] = (w, who) => PartnerApiTests.CreateAsync(w, who, ("id", "other"), ("name", "Other"), ("programme.id", "maize")),
        ["partner.change"] = async (w, who) => await w.AsAsync(who, $"/api/v1/partners/{await UnionAsync(w)}", new
        {
            name = "Union of all", languages = new[] { "en" }, owner = new { name = "Asha", contact = "asha@union.example" }, edition = 0,
        }),
        ["partner.share"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/partners/{await UnionAsync(w)}/share", new { programme = "maize" }),
        ["partner.leave"] = async (w, who) => await w.AsAsync(who, $"/api/v1/partners/{await UnionAsync(w)}/leave", ""),
        ["programme.export"] = (w, who) => w.AsAsync(who, "/api/v1/programmes/maize/export"),
        ["person.transfer"] = async (w, who) =>
        {
            await PartnerApiTests.CreateAsync(w);
            return await w.AsAsync(who, "/api/v1/people/transfer",
                new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w), to = "PEAS" });
        },
        ["health"] = (w, who) => w.AsAsync(who, "/api/v1/health"),
        ["figures.csv"] = (w, who) => w.AsAsync(who, "/api/v1/figures/csv?programme=maize"),
        ["certificate"] = (w, who) => w.AsAsync(who, $"/api/v1/certificates/{CertificateCode}"),
        ["courses"] = (w, who) => w.AsAsync(who, "/api/v1/courses?programme=maize"),
        ["course.check"] = (w, who) => CourseApiTests.SendAsync(w, "courses/check?programme=maize", CourseApiTests.File(1), who),
        ["course.publish"] = (w, who) => CourseApiTests.SendAsync(w, "courses?programme=maize", CourseApiTests.File(1), who),
        ["course.file"] = async (w, who) =>
        {
            await CourseApiTests.PublishAsync(w);
            return await w.AsAsync(who, "/api/v1/courses/maize/dry-maize/1");
        },
        ["course.withdraw"] = async (w, who) =>
        {
            await CourseApiTests.PublishAsync(w);
            return await w.AsAsync(who, "/api/v1/courses/dry-maize/withdraw", new { programme = "maize" });
        },
        ["course.enrol"] = async (w, who) =>
        {
            await CourseApiTests.PublishAsync(w);
            return await w.AsAsync(who, "/api/v1/courses/dry-maize/enrol", new { programme = "maize" });
        },
        ["course.intake"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/courses/maize/intakes/{(await CourseApiTests.EnrolledAsync(w))["id"]}"),
        ["course.learners"] = async (w, who) =>
        {
            await CourseApiTests.EnrolledAsync(w);
            return await w.AsAsync(who, "/api/v1/courses/maize/dry-maize/learners");
        },
        ["course.counts"] = async (w, who) =>
        {
            await CourseApiTests.PublishAsync(w);
            return await w.AsAsync(who, "/api/v1/courses/maize/dry-maize/counts");
        },
        ["course.learner"] = async (w, who) => await w.AsAsync(who, $"/api/v1/courses/maize/learners/{await PersonAsync(w)}"),
        ["course.leave"] = async (w, who) =>
        {
            await CourseApiTests.EnrolledAsync(w);
            return await w.AsAsync(who, "/api/v1/courses/dry-maize/leave",
                new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w) });
        },
        ["groups"] = async (w, who) =>
        {
            await GroupApiTests.SavedAsync(w);
            return await w.AsAsync(who, "/api/v1/groups?programme=maize");
        },
        ["group"] = async (w, who) =>
        {
            await GroupApiTests.SavedAsync(w);
            return await w.AsAsync(who, "/api/v1/groups/maize/farmers");
        },
        ["group.save"] = (w, who) => w.AsAsync(who, "/api/v1/groups", GroupApiTests.Body("farmers", "role = farmer")),
        ["group.remove"] = async (w, who) =>
        {
            await GroupApiTests.SavedAsync(w);
            return await w.AsAsync(who, "/api/v1/groups/farmers/remove", new { programme = "maize" });
        },
        ["person.tag"] = (w, who) =>
            w.AsAsync(who, "/api/v1/people/tags", new { programme = "maize", tag = "pilot", people = new[] { Some.Farmer } }),
        ["letter"] = (w, who) => w.AsAsync(who, $"/api/v1/letters/{LetterCode}"),
        ["message"] = async (w, who) =>
        {
            await w.OfferedAsync();
            return await w.AsAsync(who, $"/api/v1/messages/{w.Gateway.Sent[0].MessageId}");
        },
        ["payment.notice"] = (w, who) => w.AsAsync(who, "/api/v1/payments", NoticeApiTests.Notice()),
        ["payment.reverse"] = (w, who) =>
            w.AsAsync(who, "/api/v1/payments/reversals", new { programme = "maize", provider = "mpesa", transaction = "QX12AB" }),
        ["payments.unassigned"] = (w, who) => w.AsAsync(who, "/api/v1/payments/unassigned?programme=maize"),
        ["payment.assign"] = async (w, who) =>
        {
            await w.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payeePhone", "0711000098")));
            return await w.AsAsync(who, "/api/v1/payments/assignments",
                new { programme = "maize", provider = "mpesa", transaction = "QX12AB", code = await w.ConfirmedAsync() });
        },
        ["people"] = (w, who) => w.AsAsync(who, "/api/v1/people?programme=maize"),
        ["person.register"] = (w, who) => w.AsAsync(who, "/api/v1/people", Some.Person("+254711000003", "Achieng", "farmer")),
        ["poison"] = (w, who) => w.AsAsync(who, "/api/v1/poison"),
        ["poison.resend-many"] = (w, who) => w.AsAsync(who, "/api/v1/poison/resend", """{"queue": "work"}"""),
        ["poison.resend"] = async (w, who) => await w.AsAsync(who, $"/api/v1/poison/{await w.PoisonedAsync()}/resend", ""),
        ["programme.create"] = (w, who) => w.AsAsync(who, "/api/v1/programmes", Some.Programme),
        ["programme.replace"] = (w, who) => w.AsAsync(who, "/api/v1/programmes/maize", Some.Programme),
        ["person.pin-reset"] =
            async (w, who) => { await w.WithPinAsync(); return await w.AsAsync(who, $"/api/v1/people/{Some.Farmer}/pin-reset", ""); },
        ["person.consents"] = (w, who) => w.AsAsync(who, $"/api/v1/people/{Some.Farmer}/consents"),
        ["person.numbers"] = async (w, who) => await w.AsAsync(who, $"/api/v1/people/maize/{await NumbersApiTests.FarmerAsync(w)}/numbers"),
        ["person.number.add"] =
            async (w,
                who) =>
                    await w.AsAsync(who, "/api/v1/people/numbers",
                        new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w), phone = "0711000007" }),
        ["person.number.leave"] =
            async (w,
                who) =>
                    await w.AsAsync(who, "/api/v1/people/numbers/leave",
                        new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w), phone = Some.Farmer }),
        ["person.number.change"] =
            async (w,
                who) =>
                    await w.AsAsync(who, "/api/v1/people/numbers/change",
                        new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w), phone = "0711000007" }),
        ["person.second-contact"] =
            async (w,
                who) =>
                    await w.AsAsync(who, "/api/v1/people/second-contact",
                        new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w), phone = "0711000007", name = "Mumbi" }),
        ["people.import"] = (w, who) => ImportTests.ImportAsync(w, "name,phone\nAchieng,0711000003\n", who: who),
        ["person.confirm"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/people/maize/{await NumbersApiTests.FarmerAsync(w)}/confirm", new { }),
        ["people.refused"] = async (w, who) => await w.AsAsync(who,
            $"/api/v1/people/imports/{(await ImportTests.ImportAsync(w, "name,phone\nAchieng,12\n"))["id"]}/refused.csv"),
        ["people.imports"] = async (w, who) =>
        {
            await ImportTests.ImportAsync(w, "name,phone\nAchieng,0711000003\n");
            return await w.AsAsync(who, "/api/v1/people/imports?programme=maize");
        },
        ["people.imported"] =
            async (w,
                who) =>
                    await w.AsAsync(who,
                        $"/api/v1/people/imports/{(await ImportTests.ImportAsync(w, "name,phone\nAchieng,0711000003\n"))["id"]}"),
        ["call.missed"] =
            (w, who) =>
                w.AsAsync(who, "/api/v1/missed-calls",
                    new { phone = Some.Farmer, called = "22384", id = "call-1", at = "2026-03-02T08:59:00Z" }),
        ["inbox"] = (w, who) => w.AsAsync(who, "/api/v1/inbox?programme=maize"),
        ["inbox.conversation"] = async (w, who) => await w.AsAsync(who, $"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}"),
        ["inbox.task"] = async (w, who) => await w.AsAsync(who, $"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/task", ""),
        ["inbox.close"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/close", new { reason = "called" }),
        ["inbox.take"] = async (w, who) => await w.AsAsync(who, $"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/take", ""),
        ["inbox.pass"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/pass", new { }),
        ["inbox.reply"] =
            async (w,
                who) =>
                    await w.AsAsync(who, $"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/reply",
                        new { text = "Ask Dr Njeri.", name = "Asha" }),
        ["mentors"] = (w, who) => w.AsAsync(who, "/api/v1/mentors?programme=maize"),
        ["mentors.assign"] = async (w, who) => await w.AsAsync(who, "/api/v1/mentors/assign",
            new { programme = "maize", mentors = new[] { await MentorApiTests.MentorAsync(w) } }),
        ["mentors.hand-over"] = (w, who) => w.AsAsync(who, "/api/v1/mentors/hand-over", new { programme = "maize", from = "Asha" }),
        ["sessions"] = (w, who) => w.AsAsync(who, "/api/v1/sessions?programme=maize"),
        ["person.erase"] =
            async (w, who) => await w.AsAsync(who, "/api/v1/people/erase", new { programme = "maize", personId = await PersonAsync(w) }),
        ["person.figures"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/people/maize/{await NumbersApiTests.FarmerAsync(w)}/figures"),
        ["programme.ending"] = (w, who) => w.AsAsync(who, "/api/v1/programmes/maize/ending"),
        ["programme.ending.csv"] = (w, who) => w.AsAsync(who, "/api/v1/programmes/maize/ending/csv"),
        ["programme.handover.csv"] = (w, who) => w.AsAsync(who, "/api/v1/programmes/maize/ending/handover/csv"),
        ["person.data"] = async (w, who) => await w.AsAsync(who, $"/api/v1/people/maize/{await NumbersApiTests.FarmerAsync(w)}/data"),
        ["person.messages"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/people/maize/{await NumbersApiTests.FarmerAsync(w)}/messages"),
        ["phone.messages"] = (w, who) => w.AsAsync(who, $"/api/v1/people/{Some.Farmer}/messages"),
        ["person.data.code"] = (w, who) => w.AsAsync(who, $"/api/v1/people/data/{DataCode}"),
        ["list.tell"] = async (w, who) =>
        {
            await ListApiTests.SayAsync(w, "CLERK office");
            return await w.AsAsync(who, "/api/v1/lists", new { programme = "maize", trader = Some.Trader, kind = "loads", list = "a",
                rows = new[] { new { farmer = Some.Farmer, quantity = 1 } } });
        },
        ["list.csv"] = async (w, who) =>
        {
            await ListApiTests.SayAsync(w, "CLERK office");
            return await ListApiTests.FileAsync(w, "payments", "farmer,amount\n0711000002,5\n", who);
        },
        ["clerk.end"] = async (w, who) =>
        {
            await ListApiTests.SayAsync(w, "CLERK office");
            return await w.AsAsync(who, "/api/v1/clerks/end", new { programme = "maize", trader = Some.Trader });
        },
        ["clerk.traders"] = async (w, who) =>
        {
            await ListApiTests.SayAsync(w, "CLERK coordinate");
            return await w.AsAsync(who, "/api/v1/clerks/maize");
        },
        ["lists"] = async (w, who) => await w.AsAsync(who, $"/api/v1/lists/maize/{await ToldAsync(w)}"),
        ["list"] = async (w, who) => await w.AsAsync(who, $"/api/v1/lists/maize/{await ToldAsync(w)}/loads/monday"),
        ["event-targets"] = (w, who) => w.AsAsync(who, "/api/v1/events/maize"),
        ["event-target.add"] = (w, who) => w.AsAsync(who, "/api/v1/events/maize", EventApiTests.Body()),
        ["event-target.change"] = (w, who) => TargetAsync(w, who, "", EventApiTests.Body()),
        ["event-target.remove"] = (w, who) => TargetAsync(w, who, "/remove", ""),
        ["event-target.switch"] = (w, who) => TargetAsync(w, who, "/switch", new { on = false }),
        ["event-target.secret"] = (w, who) => TargetAsync(w, who, "/secret", ""),
        ["event-target.test"] = (w, who) => TargetAsync(w, who, "/test", ""),
        ["event-deliveries"] = (w, who) => TargetAsync(w, who, "/deliveries", null),
        ["event-deliveries.again"] = (w, who) => TargetAsync(w, who, "/again", new { }),
        ["pulse"] = (w, who) => w.AsAsync(who, "/api/v1/pulse?programme=maize"),
        ["disputes"] = (w, who) => w.AsAsync(who, "/api/v1/disputes?programme=maize"),
        ["task.take"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/tasks/maize/{Uri.EscapeDataString(await Pages.PageWorld.TaskAsync(w))}/take", ""),
        ["task.pass"] = async (w, who) => await w.AsAsync(who,
            $"/api/v1/tasks/maize/{Uri.EscapeDataString(await Pages.PageWorld.TaskAsync(w))}/pass", new { to = "second" }),
        ["task.done"] = async (w, who) =>
            await w.AsAsync(who, $"/api/v1/tasks/maize/{Uri.EscapeDataString(await Pages.PageWorld.TaskAsync(w))}/done", ""),
        ["tasks"] = (w, who) => w.AsAsync(who, "/api/v1/tasks?programme=maize"),
    };
}
