using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Outreach.App;

namespace Outreach.Console;

/// <summary>The console's pages and the REST API, independent of any host. The hosts register the ports and the App.</summary>
public static partial class ConsoleApp
{
    /// <summary>The API's services, beside <see cref="Registration.AddOutreachApp"/>.</summary>
    public static IServiceCollection AddOutreachConsole(this IServiceCollection services)
    {
        services.AddLogging().AddRouting();
        // Routing needs a DiagnosticListener, and only a web host registers one.
        services.TryAddSingleton(_ => new DiagnosticListener("Outreach.Console"));
        return services
            .AddSingleton<ApiKeys>()
            .AddSingleton<Gate>()
            .AddSingleton<Repeats>()
            .AddSingleton<Pipeline>()
            .AddSingleton<Lookups>()
            .AddSingleton<AudienceReading>()
            .AddSingleton<AudienceWords>()
            .AddSingleton<LaunchChecks>()
            .AddSingleton<AgreementCalls>()
            .AddSingleton<TransactionCalls>()
            .AddSingleton<IEndpoints, AgreementApi>()
            .AddSingleton<IEndpoints, AgreementListApi>()
            .AddSingleton<IEndpoints, HandoverApi>()
            .AddSingleton<IEndpoints, TransactionApi>()
            .AddSingleton<IEndpoints, CorrectionApi>()
            .AddSingleton<IEndpoints, DisputeApi>()
            .AddSingleton<IEndpoints, ProgrammeApi>()
            .AddSingleton<IEndpoints, PartnerApi>()
            .AddSingleton<IEndpoints, JointFigureApi>()
            .AddSingleton<ProgrammeExport>()
            .AddSingleton<IEndpoints, ExportApi>()
            .AddSingleton<IEndpoints, TransferApi>()
            .AddSingleton<IEndpoints, EndingApi>()
            .AddSingleton<IEndpoints, PeopleApi>()
            .AddSingleton<IEndpoints, ConfirmApi>()
            .AddSingleton<IEndpoints, PinApi>()
            .AddSingleton<IEndpoints, SessionApi>()
            .AddSingleton<IEndpoints, ConsentApi>()
            .AddSingleton<IEndpoints, ImportApi>()
            .AddSingleton<IEndpoints, ListApi>()
            .AddSingleton<IEndpoints, SheetApi>()
            .AddSingleton<IEndpoints, EventApi>()
            .AddSingleton<IEndpoints, NumbersApi>()
            .AddSingleton<IEndpoints, ErasureApi>()
            .AddSingleton<IEndpoints, DataApi>()
            .AddSingleton<IEndpoints, AccountApi>()
            .AddSingleton<IEndpoints, TrustApi>()
            .AddSingleton<IEndpoints, InboxApi>()
            .AddSingleton<IEndpoints, MentorApi>()
            .AddSingleton<IEndpoints, BroadcastApi>()
            .AddSingleton<IEndpoints, BudgetApi>()
            .AddSingleton<IEndpoints, GroupApi>()
            .AddSingleton<IEndpoints, CourseApi>()
            .AddSingleton<IEndpoints, LearnerApi>()
            .AddSingleton<IEndpoints, FigureApi>()
            .AddSingleton<IEndpoints, BoardApi>()
            .AddSingleton<IEndpoints, ApprovalApi>()
            .AddSingleton<IEndpoints, AuditApi>()
            .AddSingleton<IEndpoints, TaskApi>()
            .AddSingleton<IEndpoints, OperationsApi>()
            .AddOutreachPages();
    }

    /// <summary>Maps the API's endpoints, its description, and the answer to any other path of version 1.</summary>
    public static void MapOutreachConsole(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var pipeline = routes.ServiceProvider.GetRequiredService<Pipeline>();
        List<ApiEndpoint> endpoints = [.. routes.ServiceProvider.GetServices<IEndpoints>().SelectMany(e => e.All)];
        foreach (var endpoint in endpoints)
            routes.MapMethods(endpoint.Path, [endpoint.Method], pipeline.For(endpoint)).WithDisplayName(endpoint.Name);
        foreach (var path in endpoints.GroupBy(e => Parameter().Replace(e.Path, "{}")))
            routes.Map(path.First().Path, pipeline.For(ApiEndpoint.WrongMethod([.. path.Select(e => e.Method)])))
                .WithDisplayName("wrong method");
        // Made when it is first asked for: a host that starts has no time for it.
        var document = new Lazy<byte[]>(() => OpenApi.Document(endpoints));
        routes.MapGet(Routes.OpenApi, http => OpenApi.WriteAsync(http, document.Value)).WithDisplayName("openapi");
        routes.Map(Routes.Api, pipeline.For(ApiEndpoint.Nothing)).WithDisplayName(ApiEndpoint.Nothing.Name);
        routes.MapOutreachPages();
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    /// <summary>The same endpoints behind their own routing, for a host that passes on whole requests from a catch-all.</summary>
    public static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.Use(RouteAfreshAsync);
        app.UseRouting();
        app.UseEndpoints(routes => routes.MapOutreachConsole());
        return app.Build();
    }

    /// <summary>
    /// Clears the host's endpoint during the call, because routing keeps an endpoint already chosen; restores it afterwards.
    /// </summary>
    private static async Task RouteAfreshAsync(HttpContext http, RequestDelegate next)
    {
        var (endpoint, values) = (http.GetEndpoint(), http.Request.RouteValues);
        http.SetEndpoint(null);
        http.Request.RouteValues = [];
        await next(http);
        http.SetEndpoint(endpoint);
        http.Request.RouteValues = values;
    }
}
