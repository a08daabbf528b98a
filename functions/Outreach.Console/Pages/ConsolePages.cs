using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;

namespace Outreach.Console;

/// <summary>The coordinator's console: one list of pages, each with who may see it.</summary>
internal static class ConsolePages
{
    private static readonly PageEndpoint nothing =
        PageEndpoint.Get("{*path}", "page.nothing", (_, _) => Task.FromResult(Shown.NotFound)).Open;

    public static IServiceCollection AddOutreachPages(this IServiceCollection services) => OpenId.Add(services).AddMemoryCache()
        .AddSingleton<Sessions>()
        .AddSingleton<KeptForms>()
        .AddSingleton<SignInForm>()
        .AddSingleton<Desk>()
        .AddSingleton<SmsPreviews>()
        .AddSingleton<OpenDisputes>()
        .AddSingleton<PeopleSearch>()
        .AddSingleton<TipStories>()
        .AddSingleton<PageWriter>()
        .AddSingleton<PagePipeline>()
        .AddSingleton<IPages, SignInPages>()
        .AddSingleton<IPages, CodePages>()
        .AddSingleton<IPages, AccountPages>()
        .AddSingleton<IPages, StaffPages>()
        .AddSingleton<IPages, TodayPages>()
        .AddSingleton<IPages, InboxPages>()
        .AddSingleton<IPages, MentorPages>()
        .AddSingleton<IPages, PeoplePages>()
        .AddSingleton<IPages, AgreementPages>()
        .AddSingleton<IPages, PaymentPages>()
        .AddSingleton<IPages, SheetPages>()
        .AddSingleton<IPages, EventPages>()
        .AddSingleton<IPages, TipPages>()
        .AddSingleton<IPages, GroupPages>()
        .AddSingleton<IPages, CoursePages>()
        .AddSingleton<IPages, FigurePages>()
        .AddSingleton<IPages, ImportPages>()
        .AddSingleton<IPages, MoneyPages>()
        .AddSingleton<IPages, SettingsPages>()
        .AddSingleton<IPages, PartnerPages>()
        .AddSingleton<IPages, EndingPages>()
        .AddSingleton<IPages, SystemPages>()
        .AddSingleton<IPages, VerifyPages>()
        .AddSingleton<IPages, ApprovalPages>();

    /// <summary>Maps the pages, the files that they use, and the answer to any other path of the console.</summary>
    public static void MapOutreachPages(this IEndpointRouteBuilder routes)
    {
        var pipeline = routes.ServiceProvider.GetRequiredService<PagePipeline>();
        foreach (var page in routes.ServiceProvider.GetServices<IPages>().SelectMany(p => p.All))
            routes.MapMethods(page.Path, [page.Method], pipeline.For(page)).WithDisplayName(page.Name);
        foreach (var kind in new[] { "css", "js", "svg" })
            routes.MapGet($"{PageEndpoint.Root}console.{{hash}}.{kind}", PageAssets.Serve).WithDisplayName("asset");
        routes.Map(Routes.Console, pipeline.For(nothing)).WithDisplayName(nothing.Name);
    }
}
