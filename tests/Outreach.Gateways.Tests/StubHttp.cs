using System.Net;
using System.Text;

namespace Outreach.Gateways.Tests;

/// <summary>One response of a provider, or a failure in its place.</summary>
public sealed record Stub(HttpStatusCode Status, string ContentType = "text/plain", string Body = "", string? RetryAfter = null,
    Exception? Trouble = null, bool Hangs = false)
{
    public static Stub Json(string body, HttpStatusCode status = HttpStatusCode.Created) => new(status, "application/json", body);

    public static Stub Throws(Exception trouble) => new(0, Trouble: trouble);

    public static Stub NoConnection { get; } = Throws(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));
}

/// <summary>A provider in memory. Every stub must be used exactly once, and only the expected host may be called.</summary>
public sealed class StubHttp(string host, IEnumerable<Stub> stubs) : HttpMessageHandler
{
    private readonly Queue<Stub> _stubs = new(stubs);

    public List<(Uri Address, string Headers, string Body)> Requests { get; } = [];

    public void AssertAllUsed() => Assert.Empty(_stubs);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri?.Host != host)
            throw new InvalidOperationException($"A call to {request.RequestUri?.Host} was not expected.");
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Stub? stub;
        lock (_stubs)
        {
            if (!_stubs.TryDequeue(out stub)) throw new InvalidOperationException("One call more than stubs.");
            Requests.Add((request.RequestUri, request.Headers.ToString(), body));
        }
        if (stub.Hangs) await Task.Delay(Timeout.Infinite, cancellationToken);
        return stub.Trouble is { } trouble ? throw trouble : Response(stub);
    }

    private static HttpResponseMessage Response(Stub stub)
    {
        var response = new HttpResponseMessage(stub.Status) { Content = new StringContent(stub.Body, Encoding.UTF8, stub.ContentType) };
        if (stub.RetryAfter is { } seconds) response.Headers.Add("Retry-After", seconds);
        return response;
    }
}
