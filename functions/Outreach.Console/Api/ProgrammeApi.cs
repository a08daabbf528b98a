using Outreach.App;
using Outreach.App.UseCases;
using Outreach.Console.Api.Http;
using Outreach.Core.Mentoring;
using Outreach.Core.People;

namespace Outreach.Console.Api;

/// <param name="Id">Lower-case letters, digits and dashes.</param>
/// <param name="Region">ISO 3166: <c>KE</c>.</param>
/// <param name="Currency">ISO 4217; the country's own when it is not given.</param>
/// <param name="Signature">Who signs reminders.</param>
/// <param name="Courses">Tips by lesson and language, to broadcast from.</param>
internal sealed record ProgrammeBody(string Id, string Name, string Region, IReadOnlyList<string> Crops, string Signature, string? Currency = null, IReadOnlyList<Course>? Courses = null);

internal sealed record ProgrammeView(string Id, string Name, string Region, string Currency, IReadOnlyList<string> Crops, string Signature, IReadOnlyList<Course> Courses)
{
    public static ProgrammeView Of(Programme p) => new(p.Id, p.Name, p.Region, p.Currency, p.Crops, p.Signature, p.Courses);
}

internal sealed record ProgrammesView(IReadOnlyList<ProgrammeView> Programmes);

/// <summary>Programmes.</summary>
internal sealed class ProgrammeApi(People people) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<ProgrammesView>("programmes", "programmes", "Every programme.", ListAsync),
        ApiEndpoint.Post<ProgrammeBody, ProgrammeView>("programmes", "programme.create", "Sets up a programme.", CreateAsync).Creates,
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct) =>
        Answer.Ok(new ProgrammesView([.. (await people.ProgrammesAsync(ct)).Select(ProgrammeView.Of)]));

    private async Task<Answer> CreateAsync(Call call, ProgrammeBody body, CancellationToken ct)
    {
        if (Fault(body) is { } fault) return fault;
        var currency = body.Currency ?? Country.OfRegion(body.Region)!.Currency;
        var programme = new Programme(body.Id, body.Name.Trim(), body.Region, currency, [.. body.Crops.Select(c => c.Trim())], body.Signature.Trim()) { Courses = body.Courses ?? [] };
        if (await people.ProgrammeAsync(body.Id, ct) is not { } there) await people.CreateProgrammeAsync(programme, ct);
        else if (Json.Write(there) != Json.Write(programme)) return Answer.Conflict("There is another programme of that id.");
        return Answer.Created(ProgrammeView.Of(programme), new(programme.Id, programme.Id));
    }

    private static Answer? Fault(ProgrammeBody body)
    {
        if (!Inputs.IsId(body.Id)) return Answer.Bad("id", "id is 1 to 40 lower-case letters, digits and dashes, and neither none nor all.");
        if (Inputs.Fault(new TextField("name", body.Name, 1, 80), new TextField("signature", body.Signature, 1, 40)) is { } text) return text;
        if (Country.OfRegion(body.Region) is null) return Answer.Bad("region", $"region is one of {string.Join(", ", Country.All.Select(c => c.Region))}.");
        if (body.Currency is not null && !Currencies.IsKnown(body.Currency)) return Answer.Bad("currency", "currency is not one that this system counts in.");
        if (body.Crops.Count == 0) return Answer.Bad("crops", "crops names at least one crop.");
        return Inputs.Fault("crops", body.Crops, 20) ?? CoursesFault(body.Courses ?? []);
    }

    private static Answer? CoursesFault(IReadOnlyList<Course> courses)
    {
        var texts = courses.SelectMany(c => c.Lessons).SelectMany(l => l.Texts).ToList();
        return courses.Count > 50 || texts.Any(t => Languages.FromCode(t.Key) is null || t.Value.Length is 0 or > 1000)
            ? Answer.Bad("courses", "courses are at most 50; each text is 1 to 1000 characters, under en, sw or bn.")
            : null;
    }
}
