namespace Outreach.Console.Tests;

/// <summary>One request for each change.</summary>
public sealed partial class AuditTests
{
    private static readonly Dictionary<string, Func<World, Task<Reply>>> changes = new()
    {
        ["programme.create"] =
            w => w.PostAsync("/api/v1/programmes",
                new { id = "beans", name = "Beans", region = "UG", crops = new[] { "Beans" }, signature = "N" }),
        ["person.register"] = w => w.PostAsync("/api/v1/people", Some.Person("+254711000003", "Achieng", "farmer")),
        ["person.confirm"] = async w =>
        {
            await ConfirmApiTests.JoinAsync(w);
            return await w.PostAsync("/api/v1/people/maize/juma/confirm", new { });
        },
        ["person.pin-reset"] = async w => { await w.WithPinAsync(); return await w.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset"); },
        ["person.number.add"] =
            async w =>
                await w.PostAsync("/api/v1/people/numbers",
                    new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w), phone = "0711000007" }),
        ["person.number.leave"] =
            async w =>
                await w.PostAsync("/api/v1/people/numbers/leave",
                    new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w), phone = Some.Farmer }),
        ["person.number.change"] =
            async w =>
                await w.PostAsync("/api/v1/people/numbers/change",
                    new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w), phone = "0711000007" }),
        ["person.second-contact"] =
            async w =>
                await w.PostAsync("/api/v1/people/second-contact",
                    new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w), phone = "0711000007", name = "Mumbi" }),
        ["person.erase"] =
            async w =>
                await w.PostAsync("/api/v1/people/erase", new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w) }),
        ["list.tell"] = async w =>
        {
            await ListApiTests.SayAsync(w, "CLERK office");
            return await w.PostAsync("/api/v1/lists", new { programme = "maize", trader = Some.Trader, kind = "loads", list = "a",
                rows = new[] { new { farmer = Some.Farmer, quantity = 1 } } });
        },
        ["list.csv"] = async w =>
        {
            await ListApiTests.SayAsync(w, "CLERK office");
            return await ListApiTests.FileAsync(w, "payments", "farmer,amount\n0711000002,5\n");
        },
        ["clerk.end"] = async w =>
        {
            await ListApiTests.SayAsync(w, "CLERK office");
            return await w.PostAsync("/api/v1/clerks/end", new { programme = "maize", trader = Some.Trader });
        },
        ["event-target.add"] = w => w.PostAsync("/api/v1/events/maize", EventApiTests.Body()),
        ["event-target.change"] = w => TargetAsync(w, "", EventApiTests.Body()),
        ["event-target.remove"] = w => TargetAsync(w, "/remove"),
        ["event-target.switch"] = w => TargetAsync(w, "/switch", new { on = false }),
        ["event-target.secret"] = w => TargetAsync(w, "/secret"),
        ["event-target.test"] = w => TargetAsync(w, "/test"),
        ["event-deliveries.again"] = async w =>
        {
            var id = await EventApiTests.AddedAsync(w);
            await w.PostAsync($"/api/v1/events/maize/{id}/test");
            await w.PumpAsync();
            var sent = (await w.GetAsync($"/api/v1/events/maize/{id}/deliveries")).Body.GetProperty("deliveries")[0];
            return await w.PostAsync($"/api/v1/events/maize/{id}/again", new { delivery = sent.GetProperty("id").GetString() });
        },
        ["people.import"] = w => ImportTests.ImportAsync(w, "name,phone\nAchieng,0711000003\n"),
        ["person.tag"] = w =>
            w.PostAsync("/api/v1/people/tags", new { programme = "maize", tag = "pilot", people = new[] { Some.Farmer } }),
        ["group.save"] = w => w.PostAsync("/api/v1/groups", GroupApiTests.Body("farmers", "role = farmer")),
        ["group.remove"] = async w =>
        {
            await w.PostAsync("/api/v1/groups", GroupApiTests.Body("farmers", "role = farmer"));
            return await w.PostAsync("/api/v1/groups/farmers/remove", new { programme = "maize" });
        },
        ["figures.board.change"] =
            w => w.PostAsync("/api/v1/figures/board", new { programme = "maize", open = true, replaces = 0 }),
        ["course.publish"] = w => CourseApiTests.SendAsync(w, "courses?programme=maize", CourseApiTests.File(1)),
        ["course.withdraw"] = async w =>
        {
            await CourseApiTests.PublishAsync(w);
            return await w.PostAsync("/api/v1/courses/dry-maize/withdraw", new { programme = "maize" });
        },
        ["course.enrol"] = async w =>
        {
            await CourseApiTests.PublishAsync(w);
            return await w.PostAsync("/api/v1/courses/dry-maize/enrol", new { programme = "maize" });
        },
        ["course.leave"] = async w =>
        {
            await CourseApiTests.EnrolledAsync(w);
            return await w.PostAsync("/api/v1/courses/dry-maize/leave",
                new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(w) });
        },
        ["call.missed"] =
            w => w.PostAsync("/api/v1/missed-calls",
                new { phone = Some.Farmer, called = "22384", id = "call-1", at = "2026-03-02T08:59:00Z" }),
        ["agreement.offer"] = w => w.PostAsync("/api/v1/agreements", Some.Offer()),
        ["agreement.pay"] = async w => await w.PostAsync($"/api/v1/agreements/{await w.ConfirmedAsync()}/payments", new { amount = 10 }),
        ["agreement.withdraw"] = async w => await w.PostAsync($"/api/v1/agreements/{await w.OfferedAsync()}/withdraw"),
        ["agreement.dispute"] =
            async w =>
                await w.PostAsync($"/api/v1/agreements/{await w.ConfirmedAsync()}/dispute", new { by = "trader", about = "payment" }),
        ["partner.create"] = w => PartnerApiTests.CreateAsync(w),
        ["partner.change"] = w => AccessTests.requests["partner.change"](w, "office"),
        ["partner.share"] = w => AccessTests.requests["partner.share"](w, "office"),
        ["partner.leave"] = w => AccessTests.requests["partner.leave"](w, "office"),
        ["person.transfer"] = w => AccessTests.requests["person.transfer"](w, "office"),
        ["programme.replace"] = w => w.PostAsync("/api/v1/programmes/maize", Some.Other),
        ["agreement.answer"] =
            async w => await w.DoAsync(await w.OfferedAsync(), "answers", new { by = "farmer", accept = false, ask = 1 }),
        ["agreement.counter"] =
            async w => await w.DoAsync(await w.OfferedAsync(), "counter-offers", new { by = "farmer", ask = 1, price = 46 }),
        ["agreement.cancel"] = async w => await w.DoAsync(await w.ConfirmedAsync(), "cancel", new { by = "trader" }),
        ["agreement.deliver"] = async w => await w.DoAsync(await w.ConfirmedAsync(), "deliveries", new { by = "farmer", quantity = 5 }),
        ["agreement.correct"] = async w =>
        {
            var code = await w.ConfirmedAsync();
            await w.SayAsync(code, "deliveries", new { by = "farmer", quantity = 5 });
            return await w.DoAsync(code, "deliveries/corrections", new { by = "trader", ask = 2, quantity = 4 });
        },
        ["agreement.report"] = async w => await w.DoAsync(await w.ConfirmedAsync(), "payments/reports", new { by = "trader", amount = 5 }),
        ["payment.notice"] = async w => await w.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("code", await w.ConfirmedAsync()))),
        ["agreement.reverse"] = async w =>
        {
            var code = await w.ConfirmedAsync();
            await w.DoAsync(code, "payments", new { amount = 10 });
            return await w.DoAsync(code, "reversals", new { fact = 1 });
        },
        ["payment.reverse"] = w =>
            w.PostAsync("/api/v1/payments/reversals", new { programme = "maize", provider = "mpesa", transaction = "QX12AB" }),
        ["payment.assign"] = async w =>
        {
            var code = await w.ConfirmedAsync();
            await w.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("code", code)));
            return await w.PostAsync("/api/v1/payments/assignments",
                new { programme = "maize", provider = "mpesa", transaction = "QX12AB", instead = code });
        },
        ["dispute.close"] = async w => await w.DoAsync(await w.DisputedAsync(), "dispute/close", new { by = "farmer" }),
        ["dispute.mediator"] =
            async w => await w.DoAsync(await w.DisputedAsync(), "dispute/mediator", new { name = "Mama Asha", phone = "0711000077" }),
        ["dispute.mediatorEnd"] = async w =>
        {
            var code = await w.DisputedAsync();
            await w.SayAsync(code, "dispute/mediator", new { name = "Mama Asha", phone = "0711000077" });
            return await w.DoAsync(code, "dispute/mediator/end", null);
        },
        ["dispute.answer"] = async w => await w.DoAsync(await w.DisputedAsync(), "dispute/answer", new { words = "Both were heard." }),
        ["dispute.resolution"] =
            async w => await w.DoAsync(await w.DisputedAsync(), "dispute/resolution", new { adjustment = 0, words = "Shake hands." }),
        ["account.verify"] = w => w.PostAsync("/api/v1/accounts/verify", new { programme = "maize" }),
        ["approval.approve"] = async w => await w.PostAsync($"/api/v1/approvals/{await w.WaitingAsync()}/approve"),
        ["approval.refuse"] = async w => await w.PostAsync($"/api/v1/approvals/{await w.WaitingAsync()}/refuse"),
        ["broadcast.create"] = w => w.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", "Habari."))),
        ["broadcast.launch"] = w => BroadcastAsync(w, "launch"),
        ["broadcast.trial"] = async w =>
            await w.PostAsync($"/api/v1/broadcasts/{await w.DraftedAsync()}/trial", new { to = await w.CoordinatorAsync() }),
        ["broadcast.pause"] = w => BroadcastAsync(w, "launch", "pause"),
        ["broadcast.resume"] = w => BroadcastAsync(w, "launch", "pause", "resume"),
        ["broadcast.cancel"] = w => BroadcastAsync(w, "cancel"),
        ["budget.set"] = w => w.PostAsync("/api/v1/budgets/maize", new { limits = new[] { new { currency = "KES", monthly = 500 } } }),
        ["inbox.close"] = async w =>
            await w.PostAsync($"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/close", new { reason = "called" }),
        ["inbox.take"] = async w => await w.PostAsync($"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/take"),
        ["inbox.task"] = async w => await w.PostAsync($"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/task"),
        ["inbox.pass"] = async w => await w.PostAsync($"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/pass", new { }),
        ["inbox.reply"] =
            async w =>
                await w.PostAsync($"/api/v1/inbox/{await InboxApiTests.WaitingAsync(w)}/reply",
                    new { text = "Ask Dr Njeri.", name = "Asha" }),
        ["mentors.assign"] = async w => await w.PostAsync("/api/v1/mentors/assign",
            new { programme = "maize", mentors = new[] { await MentorApiTests.MentorAsync(w) } }),
        ["mentors.hand-over"] = async w =>
        {
            var mentor = await MentorApiTests.MentorAsync(w);
            await w.PostAsync("/api/v1/mentors/assign", new { programme = "maize", mentors = new[] { mentor } });
            await w.PumpAsync();
            return await w.PostAsync("/api/v1/mentors/hand-over", new { programme = "maize", from = mentor });
        },
        ["task.take"] = async w =>
            await w.PostAsync($"/api/v1/tasks/maize/{Uri.EscapeDataString(await Pages.PageWorld.TaskAsync(w))}/take"),
        ["task.pass"] = async w => await w.PostAsync(
            $"/api/v1/tasks/maize/{Uri.EscapeDataString(await Pages.PageWorld.TaskAsync(w))}/pass", new { to = "second" }),
        ["task.done"] = async w =>
            await w.PostAsync($"/api/v1/tasks/maize/{Uri.EscapeDataString(await Pages.PageWorld.TaskAsync(w))}/done"),
        ["poison.resend"] = async w => await w.PostAsync($"/api/v1/poison/{await w.PoisonedAsync()}/resend"),
        ["poison.resend-many"] = async w =>
        {
            await w.PoisonedAsync();
            return await w.PostAsync("/api/v1/poison/resend", new { queue = "work" });
        },
    };
}
