using System.Collections.Frozen;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Values;
using Outreach.Local.Demo;

namespace Outreach.Local.Simulator;

/// <summary>Renders the page. Its policy forbids the browser any content of other sites.</summary>
internal static class SimulatorPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, string> types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> names = typeof(SimulatorPage).Assembly.GetManifestResourceNames().ToFrozenSet();

    public static IResult Show(HttpContext http, Instant now)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<OutreachOptions>>().Value;
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        var page = new StringBuilder(Read("simulator.html"))
            .Replace("{{phones}}", PhoneHtml(1, "First phone", http.Request.Query["a"], DemoPeople.All[0].Phone, options)
                + PhoneHtml(2, "Second phone", http.Request.Query["b"], DemoPeople.All.First(p => p.Role == Role.Farmer).Phone, options))
            .Replace("{{code}}", Encoded(options.UssdCode))
            .Replace("{{now}}", Encoded(InstantPattern.General.Format(now)))
            .Replace("{{people}}", PeopleHtml())
            .Replace("{{tip}}", TipHtml());
        return Results.Content(page.ToString(), "text/html; charset=utf-8");
    }

    public static IResult Asset(string name, HttpContext http)
    {
        if (!types.TryGetValue(Path.GetExtension(name), out var type) || !names.Contains(name)) return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(Read(name), type);
    }

    /// <param name="place">The phone's name on the page, whichever person uses it.</param>
    private static string PhoneHtml(int n, string place, string? asked, string otherwise, OutreachOptions options)
    {
        var chosen = Phones.Normalised(asked) ?? otherwise;
        return new StringBuilder(Read("phone.html"))
            .Replace("{{n}}", $"{n}")
            .Replace("{{place}}", place)
            .Replace("{{title}}", DemoPeople.All.FirstOrDefault(p => p.Phone == chosen) is { } person ? $"{person.Role}'s phone" : "Phone")
            .Replace("{{code}}", Encoded(options.UssdCode))
            .Replace("{{options}}", OptionsHtml(chosen))
            .ToString();
    }

    private static string OptionsHtml(string chosen)
    {
        var html = new StringBuilder();
        foreach (var programme in DemoPeople.All.GroupBy(person => person.Programme))
        {
            html.Append($"<optgroup label=\"{Encoded(programme.Key)}\">");
            foreach (var p in programme)
            {
                html.Append($"<option value=\"{p.Phone}\"{ZoneOf(p.Phone)} data-pin=\"{p.Pin}\"{(p.Phone == chosen ? " selected" : "")}>");
                html.Append($"{Encoded(p.Name)}, {p.Role.ToString().ToLowerInvariant()}</option>");
            }
            html.Append("</optgroup>");
        }
        if (DemoPeople.All.All(person => person.Phone != chosen))
            html.Append($"<option value=\"{chosen}\"{ZoneOf(chosen)} selected>{chosen}</option>");
        return html.Append("<option value=\"\">Another number…</option>").ToString();
    }

    private static string ZoneOf(string phone) => Country.OfPhone(phone) is { } country ? $" data-zone=\"{country.Zone}\"" : "";

    private static string PeopleHtml() => string.Concat(DemoPeople.All.Select(p =>
        $"<tr><th scope=\"row\">{Encoded(p.Name)}</th><td>{p.Role}</td><td class=\"number\">{p.Phone}</td><td "
            + $"class=\"number\">{p.Pin}</td><td>{p.Language}</td><td>{p.Programme}</td></tr>"));

    private static string TipHtml() => string.Concat(DemoTips.Drying.Select(tip =>
    {
        var size = Segments.Of(Normaliser.ToGsm7(tip.Value));
        var cost = $"{size.Count} SMS, {size.Units} characters{(size.Encoding == SmsEncoding.Gsm7 ? "" : ", special letters")}";
        return $"<div class=\"tip\"><p lang=\"{tip.Key}\">{Encoded(tip.Value)}</p><p class=\"meta\">{tip.Key}: {cost}</p></div>";
    }));

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Read(string name)
    {
        using var stream = typeof(SimulatorPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
