using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Outreach.App;

namespace Outreach.Functions;

/// <summary>The health page, for monitors; the page holds no personal data.</summary>
public sealed class HealthTriggers(HealthPage page)
{
    [Function(nameof(Health))]
    public Task Health([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.Health)] HttpRequest request) =>
        page.AnswerAsync(request.HttpContext);
}
