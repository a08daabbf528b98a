using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Outreach.Console;

/// <summary>The reason that a request was refused, in one sentence.</summary>
/// <param name="Field">The field, parameter or header at fault.</param>
/// <param name="Status">The present status, when the request needs another one.</param>
internal sealed record ErrorBody(string Error, string? Field = null, string? Status = null);

/// <summary>An answer that is a file, not JSON.</summary>
internal sealed record FileBody(string Media, string Text);

/// <summary>The detail that the audit keeps of a change, beside its author and time.</summary>
/// <param name="About">Further detail in a few words, such as an amount or a complaint.</param>
/// <param name="IsWritten">False when the request changed nothing, so nothing was written.</param>
/// <param name="At">The time of the first write, where a repeat without a key is possible; <paramref name="Mark"/> then identifies the
/// change.</param>
internal sealed record Change(string Programme, string Subject, string? About = null, bool IsWritten = true, Instant? At = null,
    string? Mark = null);

/// <summary>What the audit keeps of a reading of many people: whose, and how many rows were shown.</summary>
internal sealed record Reading(string Programme, int Shown, string? Subject = null);

/// <summary>The answer of an endpoint.</summary>
internal sealed record Answer(int Status, object Body, Change? Change = null)
{
    /// <summary>The header <c>Allow</c>, for a 405 only.</summary>
    public string? Allow { get; private init; }

    /// <summary>The header <c>Retry-After</c>, for a 429 only.</summary>
    public int? RetryAfter { get; private init; }

    public static Answer NoKey { get; } =
        new(StatusCodes.Status401Unauthorized, new ErrorBody("Send a key of this system as Authorization: Bearer <key>."));

    /// <summary>For a right key past its last day, so that its owner knows why.</summary>
    public static Answer EndedKey { get; } =
        new(StatusCodes.Status401Unauthorized, new ErrorBody("This key is past its last day; ask for a new one."));

    /// <summary>To an address that was refused too often.</summary>
    public static Answer Slow(int seconds) =>
        new(StatusCodes.Status429TooManyRequests, new ErrorBody("Too many requests from here were refused; wait a minute."))
        { RetryAfter = seconds };

    /// <summary>Set by an endpoint that shows many.</summary>
    public Reading? Reading { get; private init; }

    public static Answer Ok(object body) => new(StatusCodes.Status200OK, body);

    /// <summary>A page of many, whose reading is audited.</summary>
    public static Answer Shows(object body, string programme, int shown, string? subject = null) =>
        Ok(body) with { Reading = new(programme, shown, subject) };

    public static Answer Changed(object body, Change change) => new(StatusCodes.Status200OK, body, change);

    public static Answer Created(object body, Change change) => new(StatusCodes.Status201Created, body, change);

    /// <summary>Accepted, and waiting for a person's decision.</summary>
    public static Answer Waits(object body, Change change) => new(StatusCodes.Status202Accepted, body, change);

    public static Answer Bad(string field, string error) => new(StatusCodes.Status400BadRequest, new ErrorBody(error, field));

    public static Answer BadBody(string error) => new(StatusCodes.Status400BadRequest, new ErrorBody(error));

    public static Answer Forbidden(string error) => new(StatusCodes.Status403Forbidden, new ErrorBody(error));

    public static Answer NotFound(string error) => new(StatusCodes.Status404NotFound, new ErrorBody(error));

    public static Answer Conflict(string error, string? status = null) =>
        new(StatusCodes.Status409Conflict, new ErrorBody(error, null, status));

    public static Answer TooLarge(string error) => new(StatusCodes.Status413PayloadTooLarge, new ErrorBody(error));

    /// <param name="allowed">The methods of the path, as the header <c>Allow</c> lists them.</param>
    public static Answer WrongMethod(string allowed) =>
        new(StatusCodes.Status405MethodNotAllowed, new ErrorBody($"This path takes {allowed}.")) { Allow = allowed };

    /// <summary>The answer to a body that the server could not read.</summary>
    public static Answer Unreadable(int status) => new(status, new ErrorBody("The request's body could not be read."));

    public static Answer Busy { get; } =
        new(StatusCodes.Status503ServiceUnavailable, new ErrorBody("Others are changing the same thing; try again."));

    public static Answer Unavailable { get; } =
        new(StatusCodes.Status503ServiceUnavailable,
            new ErrorBody("What is stored cannot be read now; try again later with the same Idempotency-Key."));

    public static Answer Broken { get; } =
        new(StatusCodes.Status500InternalServerError, new ErrorBody("Something went wrong here; try again with the same Idempotency-Key."));
}
