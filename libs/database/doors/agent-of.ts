/**
 * The device_no of the edge agent that camera `d` is registered behind, as an SQL expression; NULL when our own pollers
 * visit it. Its network is the agent's: the same host behind two agents is two machines.
 */
export const AGENT_OF = `(SELECT agent.device_no FROM device agent
  WHERE agent.id = d.uplink_device_id AND agent.kind = 'edge_agent' AND agent.lifecycle = 'active')`;
