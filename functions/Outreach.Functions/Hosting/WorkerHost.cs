using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Outreach.Functions;

/// <summary>The worker process that Azure's Functions host starts: built here, run by Program.cs.</summary>
public static class WorkerHost
{
    /// <param name="args">Settings such as <c>--Storage:AccountName=name</c> stand before those of the environment.</param>
    public static IHost Build(params string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<QuietFailures>();
        builder.Services.AddOutreach(builder.Configuration).CleanHostLog();
        return builder.Build();
    }
}
