namespace Outreach.Core.People;

/// <summary>
/// Acts that touch how a person is reached or proves who they are. Each takes two owners, except <c>Left</c>, which only the person does.
/// </summary>
public enum IdentityActKind { NumberAdded, NumberLeft, NumberMoved, PinReset, Erased, Left }
