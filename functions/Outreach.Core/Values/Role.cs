namespace Outreach.Core.Values;

public enum Role { Farmer, Trader, Coordinator }
