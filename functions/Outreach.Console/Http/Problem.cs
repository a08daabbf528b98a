namespace Outreach.Console;

/// <summary>Why a request was refused, as <c>application/problem+json</c>. Source of the members: RFC 9457.</summary>
/// <param name="Type">What programs go by: <c>urn:outreach:</c> and a code that stays (<see cref="ProblemCode"/>).</param>
/// <param name="Title">The same for every problem of its type.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">The reason, in one sentence.</param>
/// <param name="Field">The field, parameter or header at fault.</param>
/// <param name="State">The present state of the thing, when the request needs another one.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string? Field = null, string? State = null)
{
    public const string Media = "application/problem+json";

    /// <param name="code">More exact than the status's own.</param>
    public static Problem Of(int status, string detail, string? field, string? state, ProblemCode? code)
    {
        var kind = code ?? ProblemCode.Of(status);
        return new(kind.Type, kind.Meaning, status, detail, field, state);
    }
}
