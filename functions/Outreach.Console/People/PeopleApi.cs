using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The people of a programme.</summary>
internal sealed class PeopleApi(People people, PeopleSearch search, Approvals approvals, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<DirectoryView>("people", "people", 
            "A programme's people, in stretches; with name those of whose name or place words begin so, with phone those who use the "
                + "number. For a name some thousands are looked through at once: read on after next until there is none.",
            ListAsync, "programme", "name", "phone", "after", "take").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<PersonBody, PersonView>("people", "person.register",
            "Writes a person down on their phone, or changes what is named. Another name on a known phone needs to say who it is. A role "
                + "changes, and a coordinator is new or gets another name, once a second owner approves it.",
            RegisterAsync).CreatesOrAlters.MayWait.For(Access.Coordinators, NamedBy.Body),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var isNamed = PeopleSearch.Named(call.Query("name") ?? "");
        if (call.Query("phone") is { } typed)
        {
            // So few use one number that they are one page.
            return Lookups.Phone(place, typed) is { } phone
                ? Shown(place, [.. (await search.OnPhoneAsync(place.Programme.Id, phone, ct)).Where(isNamed)], null)
                : Answer.Bad("phone", "phone is not a phone number that can be written to.");
        }
        if (call.Query("name") is not null)
        {
            var (found, next) = await Seek.InAsync(stretch, after => people.ListAsync(place.Programme.Id, after, Seek.RowsACall, ct),
                r => r.PersonId, r => r.Listed && isNamed(r));
            return Shown(place, found, next);
        }
        var rows = await people.ListAsync(place.Programme.Id, stretch.After, stretch.Take, ct);
        return Shown(place, [.. rows.Where(r => r.Listed)], stretch.Next(rows, r => r.PersonId));
    }

    private static Answer Shown(Place place, IReadOnlyList<DirectoryRow> rows, string? next) =>
        Answer.Shows(new DirectoryView([.. rows.Select(PersonView.Of)], next), place.Programme.Id, rows.Count);

    private async Task<Answer> RegisterAsync(Call call, PersonBody body, CancellationToken ct)
    {
        if (Fault(body) is { } fault) return fault;
        var (place, noProgramme) = await lookups.OpenAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (PersonNames.Read(body.Name, place.Programme.Name) is { Text: null } name)
            return Answer.Bad("name", $"name {FieldFaults.Of(name)}.");
        var (number, noPhone) = Lookups.ReadPhone(place, body.Phone);
        if (number is not { E164: var phone }) return Answer.Bad("phone", $"phone {noPhone}.");
        var crops = CropReading.Of(body.Crops ?? [], place.Programme.Crops);
        if (PeopleRow.CropFault(crops.Crops) is { } odd) return Answer.Bad("crops", $"{odd}.");
        var row =
            new PersonRow(0, phone, PersonNames.Name(body.Name)!, body.Role,
                body.Language is null ? null : Languages.FromCode(body.Language),
                body.Place is null ? null : PersonText.Place(body.Place) ?? "",
                crops.Crops.Count > 0 ? crops.Crops : null, body.Consent ?? [], body.ConsentSource?.Trim() ?? "", body.Person,
                PersonId: body.PersonId);
        var subscriber = await people.SubscriberAsync(phone, ct);
        var plan = Registrations.Plan(row, subscriber, place.Programme,
            people.NewId(place.Programme.Id, phone, call.CommandId("person|")));
        var (result, planned, shared, _) = plan;
        if (planned is not { } holder) return Answer.Conflict(result.Why!);
        if (!body.EvenSo && plan.NamesAnew && await people.NamesakeAsync(holder, ct) is { } namesake)
            return Answer.Conflict($"Another trader has this name, with the phone {namesake.Phone}. Send evenSo if both are meant.");
        IReadOnlyList<string> warnings =
            [.. result.Warnings ?? [], .. await WarningsAsync(holder, place.Programme, number.Value, crops, ct)];
        if (plan.TakesNumber) return await AskNewOwnerAsync(call, body, phone, plan, subscriber!, warnings, ct);
        if (plan.GivesRole) return await AskAsync(call, body, phone, plan, subscriber, warnings, ct);
        await people.RegisterAsync(new Work(Arrival.Request), phone, holder, null, $"api|{call.Who}", Consents(body, call), ct, shared);
        var after = (await people.SubscriberAsync(phone, ct))!;
        if (!after.Holds(holder.Key) && after.Newcomers?.Any(n => n.Key == holder.Key) != true)
            return Answer.Conflict("So many people share this phone, or wait for an answer from it, that nobody more was asked about.");
        var (before, user) = (subscriber?.Find(holder.Key)?.Holder, after.Find(holder.Key));
        var view = PersonView.Of(holder, phone, user?.Consent?.TipsAllowed == true, warnings);
        var change =
            new Change(holder.Programme, holder.PersonId, AuditOf(plan, phone, Consents(body, call)),
                subscriber is null || Json.Write(subscriber) != Json.Write(after));
        return user is null ? Answer.Waits(view, change) : before is null ? Answer.Created(view, change) : Answer.Changed(view, change);
    }

    /// <summary>
    /// Farmers take a trader's word, and one who is none any more cannot trade; a coordinator's phone answers people as their mentor: a
    /// role is given and taken by two owners.
    /// </summary>
    private async Task<Answer> AskAsync(Call call, PersonBody body, string phone, RegistrationPlan plan, Subscriber? subscriber,
        IReadOnlyList<string> warnings, CancellationToken ct)
    {
        var (before, after) = (plan.Before, plan.Holder!);
        var register = await people.ChangeOfAsync(new Work(Arrival.Request), phone, after, $"api|{call.Who}", Consents(body, call),
            plan.IsShared, ct) with { Known = before is not null };
        var start = new StartApproval(after.Programme, ApprovalKinds.Trader, after.PersonId, AggregateId.Subscriber(phone), register,
            call.Who, before is null ? $"{after.Name}, {after.Role}, is new on {phone}, and can answer people from it in that name."
                : $"{before.Name}, {before.Role}, on {phone} before; {after.Name}, {after.Role} then.");
        var approval = await approvals.StartAsync(call.CommandId("trader|"), start, ct);
        return Answer.Waits(
            PersonView.Of(before ?? after, phone, subscriber?.Find((before ?? after).Key)?.Consent?.TipsAllowed == true, warnings)
                with { Approval = approval.Id },
            new(after.Programme, after.PersonId,
                $"asked for, {AuditOf(plan, phone, Consents(body, call))}"));
    }

    /// <summary>A number that messages do not reach may be somebody else's by now: two owners say so, and who had it is told.</summary>
    private async Task<Answer> AskNewOwnerAsync(Call call, PersonBody body, string phone, RegistrationPlan plan, Subscriber subscriber,
        IReadOnlyList<string> warnings, CancellationToken ct)
    {
        var owner = plan.Holder!;
        var register = await people.ChangeOfAsync(new Work(Arrival.Request), phone, owner, $"api|{call.Who}", Consents(body, call),
            shared: false, ct) with { Known = false };
        var before = string.Join(", ", subscriber.Holders.Select(u => u.Holder.Name));
        var start = new StartApproval(owner.Programme, ApprovalKinds.NumberTaken, owner.PersonId, AggregateId.Subscriber(phone), register,
            call.Who, $"{phone} was the number of {before}, and is in quarantine: {subscriber.Quarantine!.Why}. It becomes "
                + $"{owner.Name}'s, {owner.Role}, who is somebody else.");
        var approval = await approvals.StartAsync(call.CommandId("owner|"), start, ct);
        return Answer.Waits(PersonView.Of(owner, phone, false, warnings) with { Approval = approval.Id },
            new(owner.Programme, owner.PersonId,
                $"asked for, {phone} in quarantine was {before}'s; {AuditOf(plan, phone, Consents(body, call))}"));
    }

    /// <summary>Of somebody known, each field that changes, and what is claimed anew.</summary>
    private static string? AuditOf(RegistrationPlan plan, string phone, IReadOnlyList<ConsentGrant> claimed) =>
        plan.Before is null ? PersonAudit.OfNew(plan.Holder!, phone, claimed) : PersonAudit.Of(plan.Result.Changes ?? []);

    private static Answer? Fault(PersonBody body)
    {
        if (body.Language is { } code && Languages.FromCode(code) is null)
            return Answer.Bad("language", $"language is one of {Languages.Codes}.");
        if (body.PersonId is { } id && !Inputs.IsKey(id)) return Answer.Bad("personId", "personId is the id of a person of this phone.");
        if (PersonNames.Read(body.Name) is { Text: null } name) return Answer.Bad("name", $"name {FieldFaults.Of(name)}.");
        if (!string.IsNullOrWhiteSpace(body.Place) && PersonText.ReadPlace(body.Place) is { Text: null } place)
            return Answer.Bad("place", $"place {FieldFaults.Of(place)}.");
        if (PersonText.IsFormula(body.ConsentSource?.Trim() ?? ""))
            return Answer.Bad("consentSource", "consentSource does not begin with = + - or @.");
        return Inputs.Fault(new TextField("consentSource", body.ConsentSource, 1, 100)) ?? Inputs.Fault("crops", body.Crops, 200);
    }

    /// <summary>Whoever has a trader's name, in any role, may be taken for that trader.</summary>
    private async Task<IReadOnlyList<string>> WarningsAsync(Holder holder, Programme programme, PhoneNumber number, CropReading crops,
        CancellationToken ct)
    {
        var warnings = PeopleRow.Warnings(crops).ToList();
        if (!number.IsMobile) warnings.Insert(0, $"The phone {FieldFaults.NotMobile}.");
        if (PersonNames.Doubt(holder.Name, programme) is { } doubt) warnings.Add(doubt);
        if (await people.NamesakeAsync(holder, ct) is { } other)
            warnings.Add($"Another {FieldFaults.Of(other.Role)} has this name, with the phone {other.Phone}.");
        return warnings;
    }

    private static List<ConsentGrant> Consents(PersonBody body, Call call) =>
        [.. (body.Consent ?? []).Distinct()
            .Select(p => new ConsentGrant(p, true, $"api|{call.Who}", body.ConsentSource?.Trim() ?? "", Own: false))];
}
