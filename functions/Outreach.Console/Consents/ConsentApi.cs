using NodaTime;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Number">From 1, without a gap.</param>
/// <param name="At">When it was said; for an SMS, when it was received.</param>
/// <param name="Phone">The person's number where it was said or asked.</param>
/// <param name="Act">The change: given, refused, stopped, returned, asked.</param>
/// <param name="Own">True for the person's own act; false for what others wrote down, and for a question.</param>
/// <param name="Words">The words of the question and the answer, or of the person's SMS.</param>
/// <param name="To">Of a hand-over: to whom; absent elsewhere.</param>
internal sealed record ConsentRowView(long Number, Instant At, string Phone, ConsentAct Act, IReadOnlyList<ConsentPurpose> Purposes,
    bool Own, string Source, string Words, string Hash, string? To)
{
    public static ConsentRowView Of(ConsentRow r) =>
        new(r.Number, r.At, r.Phone, r.Act, r.Purposes, r.Own, r.Source, r.Words, r.Hash, r.To);
}

/// <summary>The person's consent to each purpose.</summary>
/// <param name="HandOver">The newest word about a hand-over of their data, which counts for whom it names.</param>
/// <param name="HandOverTo">Whom it names; absent where there is none.</param>
internal sealed record PurposesView(ConsentState Service, ConsentState Reminders, ConsentState Tips, ConsentState Surveys,
    ConsentState HandOver, string? HandOverTo)
{
    public static PurposesView Of(Consent c) => new(c.Of(ConsentPurpose.Service), c.Of(ConsentPurpose.Reminders),
        c.Of(ConsentPurpose.Tips), c.Of(ConsentPurpose.Surveys), c.Of(ConsentPurpose.HandOver), c.HandOver?.To);
}

/// <param name="Stopped">The person sent STOP: only replies and receipts go out, despite any earlier consent.</param>
/// <param name="Suppressed">Numbers of the person to which nothing unasked goes: a provider blocks them, or somebody unknown there said
/// STOP.</param>
/// <param name="Asked">Purposes that an SMS has asked about, without an answer yet.</param>
/// <param name="Right">The rows are complete, unchanged, and add up to exactly this state.</param>
internal sealed record ConsentsView(
    string Programme, string PersonId, PurposesView Purposes, bool Stopped, IReadOnlyList<string> Suppressed,
    IReadOnlyList<ConsentPurpose> Asked, bool Right, IReadOnlyList<ConsentRowView> Rows, long? Next) : Zoned
{
    public static ConsentsView Of(ConsentStanding s, long after = 0, int take = int.MaxValue)
    {
        var rows = s.Rows.Where(r => r.Number > after).Take(take).Select(ConsentRowView.Of).ToList();
        var who = s.Person.Details;
        return new(who.Programme, who.PersonId, PurposesView.Of(s.Consent), s.Consent.Stopped,
            [.. s.Person.Phones.Where(p => p is { Held: true, Suppressed: true }).Select(p => p.Phone)], s.Question?.Purposes ?? [],
            s.FirstFault is null, rows, rows.Count < take ? null : rows[^1].Number);
    }
}

/// <param name="Phone">The caller's number, in E.164.</param>
/// <param name="Called">The number that was called.</param>
/// <param name="Id">The gateway's own id of the call; one id is one call, however often it comes.</param>
internal sealed record MissedCallBody(string Phone, string Called, string Id, Instant At);

internal sealed record MissedCallView(string Id);

/// <summary>Consents, row by row; and missed calls, which ask for them.</summary>
internal sealed class ConsentApi(Consents consents, MissedCalls calls, IClock clock) : IEndpoints
{
    private static readonly Duration fastest = Duration.FromMinutes(10);

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<ConsentsView>("people/{person}/consents", "person.consents",
            "What a person may be written to for, and how it came to that: by phone in E.164, or by id with the programme.", ConsentsAsync,
            "programme", "personId", "after", "take").For(Access.Readers, NamedBy.Person, "person"),
        ApiEndpoint.Post<MissedCallBody, MissedCallView>("missed-calls", "call.missed",
            "A call that was rung and not answered: the caller gets an SMS that asks, at no cost.", MissedAsync)
            .MayWait.For(Access.Partners, NamedBy.Everything),
    ];

    private async Task<Answer> ConsentsAsync(Call call, CancellationToken ct)
    {
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        if (!long.TryParse(stretch.After.Length == 0 ? "0" : stretch.After, System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var after))
            return Answer.Bad("after", "after is the number of a row.");
        return await consents.OfAsync(call.Named.Programme, call.Named.Id, ct) is { } standing
            && ConsentsView.Of(standing, after, stretch.Take) is var view
            ? Answer.Shows(view, call.Named.Programme, view.Rows.Count, call.Named.Id)
            : Answer.NotFound("There is no such person; by id, say the programme too.");
    }

    private async Task<Answer> MissedAsync(Call call, MissedCallBody body, CancellationToken ct)
    {
        if (PhoneNumber.Parse(body.Phone, "")?.E164 is not { } phone)
            return Answer.Bad("phone", "phone is a phone number with its country code, such as +254711000002.");
        if (Inputs.Fault(new TextField("called", body.Called, 1, 40), new TextField("id", body.Id, 1, 80)) is { } fault) return fault;
        if (body.At > clock.GetCurrentInstant() + fastest) return Answer.Bad("at", "at is in the future.");
        await calls.TakeAsync(phone, body.Id.Trim(), body.At, ct);
        return Answer.Waits(new MissedCallView(body.Id), new Change("", body.Id, "missed call"));
    }
}
