using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.App;

namespace Outreach.Functions;

/// <summary>The console and the REST API. Anonymous to the host, because Outreach.Console signs people in and checks API keys.</summary>
public sealed class ConsoleTriggers(ConsoleEntry console)
{
    [Function(nameof(Api))]
    public Task Api([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.Api)] HttpRequest request) =>
        console.AnswerAsync(request.HttpContext);

    [Function(nameof(OpenApi))]
    public Task OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.OpenApi)] HttpRequest request) =>
        console.AnswerAsync(request.HttpContext);

    [Function(nameof(Console))]
    public Task Console([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.Console)] HttpRequest request) =>
        console.AnswerAsync(request.HttpContext);
}
