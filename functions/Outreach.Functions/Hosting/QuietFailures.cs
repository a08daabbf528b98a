using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Outreach.Functions;

/// <summary>A failed function. The Functions host logs this in full, so it names the failure's type and holds no text.</summary>
public sealed class FunctionFailedException(string function, string trouble) : Exception($"{function} failed: {trouble}.");

/// <summary>
/// Logs each function's failure with its cleaned trace (<see cref="CleanLogs"/>). The host gets no message, which may hold a person's
/// input.
/// </summary>
/// <remarks>A caller who hung up is no failure.</remarks>
public sealed partial class QuietFailures(ILogger<QuietFailures> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(next);
        try
        {
            await next(context);
        }
        catch (Exception trouble) when (trouble is OperationCanceledException or IOException
            && context.GetHttpContext()?.RequestAborted.IsCancellationRequested == true)
        {
            Log.HungUp(logger, context.FunctionDefinition.Name);
        }
        catch (Exception trouble)
        {
            Log.Failed(logger, context.FunctionDefinition.Name, trouble);
            throw new FunctionFailedException(context.FunctionDefinition.Name, trouble.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The caller of {Function} hung up.")]
        public static partial void HungUp(ILogger logger, string function);

        [LoggerMessage(2, LogLevel.Warning, "{Function} failed.")]
        public static partial void Failed(ILogger logger, string function, Exception trouble);
    }
}
