using Microsoft.AspNetCore.Http;
using NodaTime;
using Outreach.Core.Programmes;

namespace Outreach.Console;

/// <summary>Why a request was not carried out, in a sentence.</summary>
/// <param name="Field">The field, parameter or header that is at fault.</param>
/// <param name="Status">Where the thing stands that is not where the request needs it.</param>
internal sealed record ErrorBody(string Error, string? Field = null, string? Status = null);

/// <summary>What the audit keeps of a change, beside who made it and when.</summary>
/// <param name="About">More in a few words, where the change has any: an amount, a complaint.</param>
/// <param name="IsWritten">False when everything stood as it was asked for already, and nothing was written.</param>
/// <param name="At">When it was first written, where a repeat without a key may bring it
/// again; and <paramref name="Mark"/>, what it is known by.</param>
internal sealed record Change(string Programme, string Subject, string? About = null, bool IsWritten = true, Instant? At = null,
    string? Mark = null);

/// <summary>What an endpoint answers.</summary>
internal sealed record Answer(int Status, object Body, Change? Change = null)
{
    /// <summary>The header <c>Allow</c>, with a 405 alone.</summary>
    public string? Allow { get; private init; }

    public static Answer NoKey { get; } =
        new(StatusCodes.Status401Unauthorized, new ErrorBody("Send a key of this system as Authorization: Bearer <key>."));

    public static Answer Ok(object body) => new(StatusCodes.Status200OK, body);

    public static Answer Changed(object body, Change change) => new(StatusCodes.Status200OK, body, change);

    public static Answer Created(object body, Change change) => new(StatusCodes.Status201Created, body, change);

    /// <summary>Taken in, and a person has to look at it.</summary>
    public static Answer Waits(object body, Change change) => new(StatusCodes.Status202Accepted, body, change);

    public static Answer Bad(string field, string error) => new(StatusCodes.Status400BadRequest, new ErrorBody(error, field));

    public static Answer BadBody(string error) => new(StatusCodes.Status400BadRequest, new ErrorBody(error));

    public static Answer Forbidden(string error) => new(StatusCodes.Status403Forbidden, new ErrorBody(error));

    public static Answer NotFound(string error) => new(StatusCodes.Status404NotFound, new ErrorBody(error));

    public static Answer Conflict(string error, string? status = null) =>
        new(StatusCodes.Status409Conflict, new ErrorBody(error, null, status));

    public static Answer TooLarge(string error) => new(StatusCodes.Status413PayloadTooLarge, new ErrorBody(error));

    /// <param name="allowed">The methods that the path has, as the header <c>Allow</c> lists them.</param>
    public static Answer WrongMethod(string allowed) =>
        new(StatusCodes.Status405MethodNotAllowed, new ErrorBody($"This path takes {allowed}.")) { Allow = allowed };

    /// <summary>A body that the server itself could not read.</summary>
    public static Answer Unreadable(int status) => new(status, new ErrorBody("The request's body could not be read."));

    public static Answer Busy { get; } =
        new(StatusCodes.Status503ServiceUnavailable, new ErrorBody("Others are changing the same thing; try again."));

    public static Answer Broken { get; } =
        new(StatusCodes.Status500InternalServerError, new ErrorBody("Something went wrong here; try again with the same Idempotency-Key."));
}
