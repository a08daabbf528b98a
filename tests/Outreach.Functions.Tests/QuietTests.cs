using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Outreach.Functions.Tests;

/// <summary>The failures and log lines that reach the Functions host. A caller who hangs up is no failure.</summary>
public sealed class QuietTests
{
    private const string Secret = "Juma's PIN is 738291, call +254711000111";

    [Fact]
    public async Task A_failure_reaches_the_host_without_its_text_and_its_cause()
    {
        var failed =
            await Assert.ThrowsAsync<FunctionFailedException>(
                () => RunAsync(new Context(), () => throw new InvalidOperationException(Secret)));
        Assert.Equal("Test failed: InvalidOperationException.", failed.Message);
        Assert.Null(failed.InnerException);
        Assert.DoesNotContain("738291", failed.ToString(), StringComparison.Ordinal);
        Assert.InRange(failed.ToString().Length, 1, 1000);
    }

    [Theory]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(IOException))]
    public async Task A_caller_who_hangs_up_is_no_failure(Type trouble)
    {
        var http = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        await RunAsync(new Context(http), () => throw (Exception)Activator.CreateInstance(trouble)!);
        await Assert.ThrowsAsync<FunctionFailedException>(() => RunAsync(new Context(http), () => throw new InvalidOperationException()));
    }

    /// <summary>A cancelled operation is a failure while its caller still waits, and always for a queue message.</summary>
    [Fact]
    public async Task Who_still_waits_is_told_of_a_failure()
    {
        await Assert.ThrowsAsync<FunctionFailedException>(
            () => RunAsync(new Context(new DefaultHttpContext()), () => throw new OperationCanceledException()));
        await Assert.ThrowsAsync<FunctionFailedException>(() => RunAsync(new Context(), () => throw new OperationCanceledException()));
    }

    [Fact]
    public async Task A_trigger_whose_caller_is_gone_ends_without_an_exception()
    {
        using var app = new TestApp();
        var gone = new CancellationToken(canceled: true);
        var webhook =
            TestApp.Request("/api/africastalking/k/sms", "id=at1&from=254711000111&to=22384&text=hello", ("key", TestApp.PathKey));
        webhook.RequestAborted = gone;
        await app.Trigger<AfricasTalkingTriggers>().AfricasTalkingSms(webhook.Request);
        var api = TestApp.Request("/api/v1/people", "", ("path", "people"));
        api.RequestAborted = gone;
        await app.Trigger<ConsoleTriggers>().Api(api.Request);
    }

    [Fact]
    public void A_line_for_the_host_holds_no_exception_no_number_and_no_key()
    {
        var host = new Lines();
        using var provider = new HostLog(host);
        provider.CreateLogger("x")
            .Log(LogLevel.Error, new EventId(7), "POST /api/africastalking/a-key/sms from +254711000111",
                new InvalidOperationException(Secret), (state, _) => state);
        Assert.Equal(("POST /api/africastalking/{key}/sms from …111 (InvalidOperationException)", null), Assert.Single(host.All));
    }

    private static Task RunAsync(FunctionContext context, Action function) =>
        new QuietFailures(NullLogger<QuietFailures>.Instance).Invoke(context, _ =>
    {
        function();
        return Task.CompletedTask;
    });

    internal sealed class Lines : ILoggerProvider, ILogger
    {
        public List<(string Line, Exception? Exception)> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            All.Add((formatter(state, exception), exception));

        public void Dispose()
        {
        }
    }

    private sealed class Context : FunctionContext
    {
        public Context(HttpContext? http = null)
        {
            if (http is not null) Items["HttpRequestContext"] = http;
        }

        public override string InvocationId => "i";
        public override string FunctionId => "f";
        public override TraceContext TraceContext => null!;
        public override BindingContext BindingContext => null!;
        public override RetryContext RetryContext => null!;
        public override IServiceProvider InstanceServices { get; set; } = null!;
        public override FunctionDefinition FunctionDefinition { get; } = new Definition();
        public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();
        public override IInvocationFeatures Features => null!;
    }

    private sealed class Definition : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters => [];
        public override string PathToAssembly => "";
        public override string EntryPoint => "";
        public override string Id => "f";
        public override string Name => "Test";
        public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
    }
}
