using Microsoft.Extensions.DependencyInjection;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Who sees which page: nobody without a sign-in, no other programme's staff, and a viewer changes nothing.</summary>
public sealed class PageAccessTests
{
    private static readonly string[] open =
    [
        "page.sign-in", "page.sign-in.do", "page.signed-out", "page.language", "page.code.ask", "page.code", "page.code.try",
        "page.account", "page.account.back", "page.board", "page.board.csv", "page.verify",
    ];

    private static readonly string[] forCoordinators =
    [
        "page.person.new", "page.person.change", "page.person.mentor",
        "page.person.sms", "page.tip.new", "page.course.new", "page.audit", "page.import",
        "page.imported", "page.import.refused", "page.settings", "page.money", "page.setting",
        "page.ending", "page.ending.csv", "page.ending.handover", "page.staff", "page.partners",
        "page.partner", "page.partner.new", "page.export", "page.health", "page.failed",
        "page.sheets", "page.sheet", "page.sheet.answers", "page.sheet.refused", "page.events", "page.event-target",
    ];

    public static TheoryData<string> Names
    {
        get
        {
            using var world = new World();
            return [.. Pages(world).Where(p => !open.Contains(p.Name)).Select(p => p.Name)];
        }
    }

    [Fact]
    public void Every_page_says_who_may_see_it()
    {
        using var world = new World();
        Assert.All(Pages(world), page => Assert.True(page.IsOpen ? page.Access is null : page.Access is not null,
            $"{page.Name} names nobody who may see it: add For or Open."));
        Assert.Equal(open, Pages(world).Where(p => p.IsOpen).Select(p => p.Name));
        Assert.Equal(Pages(world).Count, Pages(world).Select(p => p.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nobody_sees_it_without_signing_in(string name)
    {
        using var world = await Some.WorldAsync();
        var (page, path) = await OfAsync(world, name);
        var seen = await new Visitor(world).SendAsync(page.Method, path, page.Method == "GET" ? null : "", []);
        Assert.Equal(303, seen.Status);
        Assert.StartsWith("/console/sign-in?", seen.Location, StringComparison.Ordinal);
        Assert.Equal("", seen.Html);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Another_programmes_staff_sees_the_same_as_where_nothing_is(string name)
    {
        using var world = await Some.WorldAsync();
        var (page, path) = await OfAsync(world, name);
        if (page.Access!.By is NamedBy.Nothing or NamedBy.Everything) return;
        var visitor = await Visitor.InAsync(world, "beans-desk");
        var seen = await SendAsync(visitor, page, path);
        var nowhere = await SendAsync(visitor, page, path.Replace("/maize/", "/nowhere/", StringComparison.Ordinal));
        Assert.Equal((404, 404), (seen.Status, nowhere.Status));
        Assert.Equal(nowhere.Text, seen.Text);
        Assert.DoesNotContain("Wanjiku", seen.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Audit, a => a.Who == "beans-desk");
    }

    /// <summary>Who reaches two programmes sees a thing in its own only.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_thing_is_not_there_in_another_programme(string name)
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/programmes",
            new { id = "beans", name = "Beans", region = "KE", crops = new[] { "Beans" }, signature = "Officer" });
        var (page, path) = await OfAsync(world, name);
        if (page.Access!.By is NamedBy.Nothing or NamedBy.Everything or NamedBy.Route) return;
        var visitor = await Visitor.InAsync(world);
        Assert.Equal(404, (await SendAsync(visitor, page, path.Replace("/maize/", "/beans/", StringComparison.Ordinal))).Status);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_viewer_looks_and_changes_nothing(string name)
    {
        using var world = await Some.WorldAsync();
        var (page, path) = await OfAsync(world, name);
        if (page.Access!.By == NamedBy.Nothing) return;
        var seen = await SendAsync(await Visitor.InAsync(world, "read"), page, path);
        var mayLook = page.Access.Roles.HasFlag(ApiRoles.Read);
        Assert.True(seen.Status == (mayLook ? 200 : 403), $"{name}: {seen.Status}");
        // A form is for who may send it; a list of numbers and the audit are for coordinators, as in the API.
        Assert.True(mayLook || page.Method == "POST" || forCoordinators.Contains(name), $"{name} is closed to who only reads.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_form_without_our_seal_does_nothing(string name)
    {
        using var world = await Some.WorldAsync();
        var (page, path) = await OfAsync(world, name);
        if (page.Method == "GET" || page.Access!.By == NamedBy.Nothing) return;
        var visitor = await Visitor.InAsync(world);
        var before = world.Audit.Count;
        foreach (var seal in new[] { "", "x", world.Get<Sessions>().SealFor(null).Seal })
            Assert.Equal(403, (await visitor.PostAsync(path, ("once", "a"), ("seal", seal))).Status);
        Assert.Equal(before, world.Audit.Count);
    }

    /// <summary>What only managers send changes who may do what: a copied cookie is not enough for any of it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_only_managers_send_takes_a_strong_sign_in(string name)
    {
        using var world = await Some.WorldAsync();
        var (page, path) = await OfAsync(world, name);
        if (page.Method == "GET" || page.Access!.Roles != Access.Admins) return;
        var visitor = await Visitor.InAsync(world);
        world.Clock.Advance(NodaTime.Duration.FromMinutes(11));
        var seen = await SendAsync(visitor, page, path);
        Assert.StartsWith("/console/again?", seen.Location, StringComparison.Ordinal);
        Assert.Contains("need=strong", seen.Location, StringComparison.Ordinal);
    }

    internal static IReadOnlyList<PageEndpoint> Pages(World world) => [.. world.GetAll<IPages>().SelectMany(p => p.All)];

    /// <summary>Sends a form with a seal that is right for the session, so that only the access is asked about.</summary>
    internal static async Task<Seen> SendAsync(Visitor visitor, PageEndpoint page, string path)
    {
        if (page.Method == "GET") return await visitor.GetAsync(path);
        var hidden = (await visitor.GetAsync("/console/no/such/page")).FormTo("/console/sign-out");
        return await visitor.PostAsync(path, ("once", hidden["once"]), ("seal", hidden["seal"]));
    }

    /// <summary>The page's address for what is there in the programme of maize.</summary>
    internal static async Task<(PageEndpoint Page, string Path)> OfAsync(World world, string name)
    {
        var page = Pages(world).Single(p => p.Name == name);
        var path = page.Path.Replace("{programme}", "maize", StringComparison.Ordinal)
            .Replace("{person}", await world.FarmerIdAsync(), StringComparison.Ordinal);
        path = path.Replace("{name}", "paid-as-agreed", StringComparison.Ordinal)
            .Replace("{form}", "sending", StringComparison.Ordinal);
        if (path.Contains("{partner}", StringComparison.Ordinal))
            path = path.Replace("{partner}", await AccessTests.UnionAsync(world), StringComparison.Ordinal);
        if (path.Contains("{code}", StringComparison.Ordinal))
            path = path.Replace("{code}", await world.OfferedAsync(), StringComparison.Ordinal);
        path = path.Replace("{token}", "none", StringComparison.Ordinal);
        if (path.Contains("{course}", StringComparison.Ordinal))
            path = path.Replace("{course}", await world.CourseAsync(), StringComparison.Ordinal);
        if (path.Contains("{group}", StringComparison.Ordinal))
        {
            await GroupApiTests.SavedAsync(world);
            path = path.Replace("{group}", "farmers", StringComparison.Ordinal);
        }
        if (path.Contains("{target}", StringComparison.Ordinal))
            path = path.Replace("{target}", await EventApiTests.AddedAsync(world), StringComparison.Ordinal);
        if (path.Contains("{trader}", StringComparison.Ordinal))
            path = path.Replace("{trader}", await SheetApiTests.ToldAsync(world, "office"), StringComparison.Ordinal)
                .Replace("{kind}/{list}", "loads/monday", StringComparison.Ordinal);
        if (path.Contains('{', StringComparison.Ordinal))
            path = path.Replace("{id}", Uri.EscapeDataString(await IdAsync(world, page)), StringComparison.Ordinal);
        return (page, "/" + path);
    }

    private static async Task<string> IdAsync(World world, PageEndpoint page) => page.Access!.By switch
    {
        NamedBy.Inbox => await world.InInboxAsync(),
        NamedBy.Approval => await world.WaitingAsync(),
        NamedBy.Broadcast => await world.DraftedAsync(),
        NamedBy.Import => (await ImportTests.ImportAsync(world, "name,phone\nAchieng,0711000003\nBaraka,12\n"))["id"]!,
        _ => await world.TaskAsync(),
    };
}
