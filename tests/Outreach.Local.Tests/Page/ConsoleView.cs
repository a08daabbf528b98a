using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Outreach.Local.Tests.Page;

/// <summary>A page of the console that is looked at, and pictured as <c>docs/images/console-name-width.png</c>.</summary>
/// <param name="Endpoint">As the host's route is called.</param>
/// <param name="Links">What leads to it from the rail, or an address below the programme; empty where a test has its own way.</param>
internal sealed record ConsoleView(string Endpoint, string Name, params string[] Links)
{
    /// <summary>Those that a coordinator comes to by links.</summary>
    public static IReadOnlyList<ConsoleView> Coordinators { get; } =
    [
        new("page.today", "today", "Today"), new("page.inbox", "inbox", "Inbox"),
        new("page.inbox.message", "inbox-message", "Inbox", "Answer "), new("page.mentors", "mentors", "Inbox", "Mentors"),
        new("page.people", "people", "People"), new("page.person", "person", "People", "Chebet Koech"),
        new("page.person.new", "person-new", "People", "Register a person"),
        new("page.person.sms", "person-sms", "People", "Chebet Koech", "SMS that we sent"),
        new("page.person.consents", "person-consents", "People", "Chebet Koech", "History of consent"),
        new("page.person.change", "person-change", "People", "Chebet Koech", "Change"),
        new("page.person.mentor", "person-mentor", "/people/demo-chebet/mentor"),
        new("page.import", "import", "People", "Import a list"), new("page.imported", "imported"),
        new("page.agreements", "agreements", "Agreements"), new("page.agreement", "agreement", "Agreements", "Mediate"),
        new("page.payments", "payments", "/payments"), new("page.payment", "payment", "/payments", "Assign"),
        new("page.tips", "tips", "Tips"), new("page.tip.new", "tip-new", "Tips", "Write a tip"),
        new("page.tip", "tip", "/tips/demo-drying"), new("page.groups", "groups", "/groups"),
        new("page.group", "group", "/groups", ".*\\(demo\\)"),
        new("page.courses", "courses", "Courses"), new("page.course", "course", "Courses", "Dry, clean groundnuts"),
        new("page.course.learners", "course-learners", "Courses", "Dry, clean groundnuts", "Who is in it"),
        new("page.course.new", "course-new", "Courses", "Upload a course"),
        new("page.figures", "figures", "Figures"), new("page.figure", "figure", "Figures", "Farmers paid as agreed"),
        new("page.joint", "joint", "Figures", "Figures of all partners"),
        new("page.approvals", "approvals", "Approvals"), new("page.approval", "approval", "Approvals", "Look"),
        new("page.audit", "audit", "Audit"), new("page.settings", "settings", "Settings"),
        new("page.setting", "setting", "Settings", "Rules of agreements"), new("page.staff", "staff", "Settings", "Staff"),
        new("page.money", "money", "Settings", "Money for SMS"),
        new("page.partners", "partners", "Settings", "Partners"),
        new("page.partner", "partner", "Settings", "Partners", "Rift Maize Union"),
        new("page.ending", "ending", "Settings", "Exit plan"), new("page.events", "events", "Settings", "Events to partners"),
        new("page.event-target", "event-target", "/events", "http"),
    ];

    /// <summary>Those of managers, clerks, and of who is not signed in.</summary>
    public static IReadOnlyList<ConsoleView> Others { get; } =
    [
        new("page.programmes", "programmes"), new("page.partner.new", "partner-new"), new("page.health", "health"),
        new("page.failed", "failed"), new("page.sheets", "sheets"), new("page.sheet", "sheet"),
        new("page.sheet.answers", "sheet-answers"), new("page.board", "board"), new("page.sign-in", "sign-in"),
        new("page.code", "code"), new("page.you", "you"), new("page.again", "again"), new("page.invitation", "invitation"),
        new("page.signed-out", "signed-out"), new("page.nothing", "nothing"), new("page.verify", "verify"),
        new("page.kept", "kept"),
    ];

    public static IEnumerable<ConsoleView> All => Coordinators.Concat(Others);

    /// <summary>Files, and what only leads to another system and back.</summary>
    public static IReadOnlyList<string> NoPages { get; } =
    [
        "page.figures.csv", "page.board.csv", "page.sheet.refused", "page.tip.csv", "page.export", "page.import.refused",
        "page.ending.csv", "page.ending.handover", "page.account", "page.account.back",
    ];

    /// <summary>What the host answers a GET with, as it was mapped.</summary>
    public static IEnumerable<string> Mapped(RunningHost host) => host.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .Where(e => e.DisplayName?.StartsWith("page.", StringComparison.Ordinal) == true
            && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
        .Select(e => e.DisplayName!).Distinct();

    public async Task OpenAsync(ConsoleOnPage console)
    {
        if (Links[0].StartsWith('/')) await console.OpenAsync(ConsoleOnPage.Kenya + Links[0]);
        else await console.GoAsync(Links[0]);
        foreach (var link in Links[1..])
            await console.Page.Locator("main").GetByRole(AriaRole.Link, new() { NameRegex = new($"^{link}") }).First.ClickAsync();
    }

    /// <summary>What the demo lacks: an approval that waits, an address for events, a payment of nobody's, an import.</summary>
    /// <returns>The import's page.</returns>
    public static async Task<string> PrepareAsync(RunningHost host)
    {
        const string Programme = "kenya-maize";
        var target = JsonContent.Create(new { url = $"{host.Address}/simulator/partner", events = new[] { "payment.confirmed" } });
        var asked = await AskAsync(host, $"api/v1/events/{Programme}", target);
        var approval = asked.GetProperty("approval").GetString();
        await AskAsync(host, $"api/v1/approvals/{approval}/approve", null, "local-second");
        await AskAsync(host, $"api/v1/budgets/{Programme}",
            JsonContent.Create(new { limits = new[] { new { monthly = "9000.00", currency = "KES" } } }));
        await AskAsync(host, "api/daraja/local/c2b/confirmation", JsonContent.Create(new
        {
            TransactionType = "Pay Bill", TransID = "SKC82PACB8", TransTime = "20260302120000", TransAmount = "300.00",
            BusinessShortCode = "600000", BillRefNumber = "maize", MSISDN = "254711000001",
        }));
        var rows = new StringContent("name,phone,place\nZawadi Kilonzo,0711000091,Kitale\nRehema Ngugi,12,Kitale\n");
        rows.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var import = await AskAsync(host, $"api/v1/people/import?programme={Programme}", rows);
        return $"{ConsoleOnPage.Kenya}/import/{import.GetProperty("id").GetString()}";
    }

    private static async Task<JsonElement> AskAsync(RunningHost host, string path, HttpContent? body, string key = "local-coordinator")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Arguments.Address, path)) { Content = body };
        request.Headers.Authorization = new("Bearer", key);
        using var answer = await host.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
