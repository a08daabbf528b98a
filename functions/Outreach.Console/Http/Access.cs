using Outreach.App;

namespace Outreach.Console;

/// <summary>The way a request names its programme: directly, or by an id that belongs to one programme.</summary>
internal enum NamedBy
{
    Route, Query, Body,
    Agreement, Broadcast, Message, Letter, Certificate, Approval, Import, Inbox, DataCode,
    /// <summary>A phone, by its user; or a person's id, with the programme in the query.</summary>
    Person,
    /// <summary>A partner: the key reaches one of its programmes.</summary>
    Partner,
    /// <summary>By nothing: the endpoint shows the part of each programme that the key reaches.</summary>
    Nothing,
    /// <summary>The request concerns all programmes, or none.</summary>
    Everything,
}

/// <summary>The keys that may use an endpoint.</summary>
/// <param name="Roles">Any one of these roles suffices.</param>
/// <param name="Field">The place of the name: a parameter of the path or the query, or a field of the body, with dots for nested
/// fields.</param>
internal sealed record Access(ApiRoles Roles, NamedBy By, string Field)
{
    public const ApiRoles Readers = ApiRoles.Read | ApiRoles.Coordinate;
    public const ApiRoles Coordinators = ApiRoles.Coordinate;
    public const ApiRoles Verifiers = ApiRoles.Verify | Readers;
    public const ApiRoles Partners = ApiRoles.Partner | ApiRoles.Coordinate;
    public const ApiRoles Admins = ApiRoles.Admin;
    public const ApiRoles Overseers = Coordinators | Admins;
    public const ApiRoles Clerks = ApiRoles.Clerk | ApiRoles.Coordinate;
    public const ApiRoles Anyone =
        ApiRoles.Verify | ApiRoles.Read | ApiRoles.Coordinate | ApiRoles.Partner | ApiRoles.Admin | ApiRoles.Clerk;

    /// <summary>The roles as spelt in settings and in the API's description.</summary>
    public static IEnumerable<string> Names(ApiRoles roles) =>
        Enum.GetValues<ApiRoles>().Where(r => r != ApiRoles.None && (roles & r) == r).Select(r => r.ToString().ToLowerInvariant());
}
