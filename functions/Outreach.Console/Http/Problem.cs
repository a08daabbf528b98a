using Microsoft.AspNetCore.Http;

namespace Outreach.Console;

/// <summary>Why a request was refused, as <c>application/problem+json</c>. Source of the members: RFC 9457.</summary>
/// <param name="Type">What programs go by: <c>urn:outreach:</c> and a code that stays.</param>
/// <param name="Title">The same for every problem of its status.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">The reason, in one sentence.</param>
/// <param name="Field">The field, parameter or header at fault.</param>
/// <param name="State">The present state of the thing, when the request needs another one.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string? Field = null, string? State = null)
{
    public const string Media = "application/problem+json";

    private const string Prefix = "urn:outreach:";

    private static readonly Dictionary<int, (string Code, string Title)> kinds = new()
    {
        [StatusCodes.Status400BadRequest] = ("bad-request", "The request has a fault."),
        [StatusCodes.Status401Unauthorized] = ("no-key", "The key is missing or wrong."),
        [StatusCodes.Status403Forbidden] = ("forbidden", "The key is not for this."),
        [StatusCodes.Status404NotFound] = ("not-found", "There is no such thing."),
        [StatusCodes.Status405MethodNotAllowed] = ("wrong-method", "The path takes another method."),
        [StatusCodes.Status409Conflict] = ("conflict", "What is there now does not allow it."),
        [StatusCodes.Status413PayloadTooLarge] = ("too-large", "The request is too large."),
        [StatusCodes.Status429TooManyRequests] = ("too-many-requests", "Too many requests."),
        [StatusCodes.Status500InternalServerError] = ("broken", "Something went wrong here."),
        [StatusCodes.Status503ServiceUnavailable] = ("unavailable", "This cannot be done now."),
    };

    /// <param name="code">More exact than the status's own.</param>
    public static Problem Of(int status, string detail, string? field, string? state, string? code)
    {
        var kind = kinds.GetValueOrDefault(status, kinds[StatusCodes.Status400BadRequest]);
        return new(Prefix + (code ?? kind.Code), kind.Title, status, detail, field, state);
    }
}
