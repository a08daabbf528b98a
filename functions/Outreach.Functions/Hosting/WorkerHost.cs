using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Outreach.Functions;

/// <summary>Builds the worker process that Azure's Functions host starts; Program.cs runs it.</summary>
public static class WorkerHost
{
    /// <param name="args">Settings such as <c>--Storage:AccountName=name</c> precede those of the environment.</param>
    public static IHost Build(params string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<QuietFailures>();
        builder.Services.AddOutreach(builder.Configuration).CleanHostLog();
        return builder.Build();
    }
}
