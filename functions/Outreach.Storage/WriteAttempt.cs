using Azure.Core;
using Azure.Core.Pipeline;

namespace Outreach.Storage;

/// <summary>Records whether the SDK sent a write more than once, so that the first try may have succeeded.</summary>
internal sealed class WriteAttempt : IDisposable
{
    private IDisposable? scope;

    public bool Retried { get; private set; }

    /// <summary>Watches the calls of this asynchronous flow until disposal.</summary>
    public static WriteAttempt Begin()
    {
        var attempt = new WriteAttempt();
        attempt.scope = HttpPipeline.CreateHttpMessagePropertiesScope(
            new Dictionary<string, object?> { [nameof(WriteAttempt)] = attempt });
        return attempt;
    }

    public void Dispose() => scope?.Dispose();

    /// <summary>Runs after the SDK's retry policy and records each try but the first.</summary>
    internal sealed class Policy : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.ProcessingContext.RetryNumber == 0) return;
            if (message.TryGetProperty(nameof(WriteAttempt), out var value) && value is WriteAttempt attempt) attempt.Retried = true;
        }
    }
}
