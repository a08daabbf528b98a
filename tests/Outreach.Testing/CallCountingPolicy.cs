using Azure.Core;
using Azure.Core.Pipeline;

namespace Outreach.Testing;

/// <summary>A storage call: its HTTP method and the physical table or queue, such as <c>PUT Subscribers</c> or <c>POST work</c>.</summary>
public sealed record StorageCall(string Verb, string Resource)
{
    public override string ToString() => $"{Verb} {Resource}";
}

/// <summary>
/// Counts storage calls. Register it as an <see cref="HttpPipelinePolicy"/> beside AddOutreachStorage; a call that the SDK repeats counts
/// once.
/// </summary>
public sealed class CallCountingPolicy : HttpPipelineSynchronousPolicy
{
    private const string EmulatorAccount = "devstoreaccount1";

    private readonly Lock gate = new();
    private readonly List<StorageCall> calls = [];
    private readonly Dictionary<string, long> longest = [];

    /// <summary>All calls since the last <see cref="Reset"/>, in order.</summary>
    public IReadOnlyList<StorageCall> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    public int Count
    {
        get
        {
            lock (gate) return calls.Count;
        }
    }

    /// <summary>The number of calls with this verb, and with this table or queue if one is given.</summary>
    public int CountOf(string verb, string? resource = null) =>
        Calls.Count(call => call.Verb == verb && (resource is null || call.Resource == resource));

    /// <summary>Each kind of call with its number, for a test's message.</summary>
    public string Summary() => string.Join(", ", Calls.GroupBy(call => call).Select(kind => $"{kind.Count()}× {kind.Key}"));

    /// <summary>The longest body that was sent to or came from this table or queue, in bytes.</summary>
    public long LongestOf(string resource)
    {
        lock (gate) return longest.GetValueOrDefault(resource);
    }

    public void Reset()
    {
        lock (gate)
        {
            calls.Clear();
            longest.Clear();
        }
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        var call = new StorageCall(message.Request.Method.Method, ResourceOf(message.Request.Uri.ToUri()));
        lock (gate) calls.Add(call);
        if (message.Request.Content?.TryComputeLength(out var length) == true) Note(call.Resource, length);
    }

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.Response.ContentStream is { CanSeek: true } body) Note(ResourceOf(message.Request.Uri.ToUri()), body.Length);
    }

    private void Note(string resource, long length)
    {
        lock (gate) longest[resource] = Math.Max(length, longest.GetValueOrDefault(resource));
    }

    private static string ResourceOf(Uri uri)
    {
        var segments = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var resource = segments.FirstOrDefault(segment => segment != EmulatorAccount) ?? "";
        return resource.Split('(')[0];
    }
}
