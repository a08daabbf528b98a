using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Messaging;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Console;

/// <summary>How a request names the programme it is about: outright, or by something that belongs to one.</summary>
internal enum NamedBy
{
    Route, Query, Body,
    Agreement, Broadcast, Message, Letter, Approval, Import, Inbox, DataCode,
    /// <summary>A phone, by whose it is; or a person's id, with the programme in the query.</summary>
    Person,
    /// <summary>By none: the endpoint shows of each programme what the key reaches.</summary>
    Nothing,
    /// <summary>It is about all programmes, or about none.</summary>
    Everything,
}

/// <summary>Who may use an endpoint.</summary>
/// <param name="Roles">Any of these will do.</param>
/// <param name="Field">Where the name stands: a parameter of the path or the query, or a
/// field of the body, with dots for one within another.</param>
internal sealed record Access(ApiRoles Roles, NamedBy By, string Field)
{
    public const ApiRoles Readers = ApiRoles.Read | ApiRoles.Coordinate;
    public const ApiRoles Coordinators = ApiRoles.Coordinate;
    public const ApiRoles Verifiers = ApiRoles.Verify | Readers;
    public const ApiRoles Partners = ApiRoles.Partner | ApiRoles.Coordinate;
    public const ApiRoles Admins = ApiRoles.Admin;
    public const ApiRoles Anyone = ApiRoles.Verify | ApiRoles.Read | ApiRoles.Coordinate | ApiRoles.Partner | ApiRoles.Admin;

    /// <summary>The roles as settings and the API's description write them.</summary>
    public static IEnumerable<string> Names(ApiRoles roles) =>
        Enum.GetValues<ApiRoles>().Where(r => r != ApiRoles.None && (roles & r) == r).Select(r => r.ToString().ToLowerInvariant());
}
