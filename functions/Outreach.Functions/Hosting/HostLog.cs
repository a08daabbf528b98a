using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Outreach.Functions;

/// <summary>Cleans the worker's log before the Functions host, which writes everything down.</summary>
/// <remarks>An exception keeps its type alone, a number three digits, a path no key.</remarks>
public sealed class HostLog(ILoggerProvider host) : ILoggerProvider, ISupportExternalScope
{
    public ILogger CreateLogger(string categoryName) => new Cleaned(host.CreateLogger(categoryName));

    /// <summary>The scope tells the host which invocation a log entry belongs to.</summary>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (host as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => host.Dispose();

    private sealed class Cleaned(ILogger host) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => host.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => host.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var line = Redaction.Clean(formatter(state, null));
            host.Log(logLevel, eventId, exception is null ? line : $"{line} ({exception.GetType().Name})", null, static (text, _) => text);
        }
    }
}

/// <summary>Puts <see cref="HostLog"/> in front of the worker's own provider.</summary>
public static class HostLogRegistration
{
    /// <exception cref="InvalidOperationException">The worker has no provider of its own, because the SDK has changed.</exception>
    public static IServiceCollection CleanHostLog(this IServiceCollection services)
    {
        var own = services.FirstOrDefault(s => s.ServiceType == typeof(ILoggerProvider) && IsWorkers(s.ImplementationType))
            ?? throw new InvalidOperationException("The Functions worker registers no logger provider; see HostLog.cs.");
        services.Remove(own);
        services.TryAddSingleton(own.ImplementationType!);
        return services.AddSingleton<ILoggerProvider>(
            provider => new HostLog((ILoggerProvider)provider.GetRequiredService(own.ImplementationType!)));
    }

    private static bool IsWorkers(Type? type) =>
        type?.Assembly.GetName().Name?.StartsWith("Microsoft.Azure.Functions.Worker", StringComparison.Ordinal) ?? false;
}
